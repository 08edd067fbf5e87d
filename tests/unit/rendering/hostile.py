"""Hostile texts: what somebody might write into a case or a rule so that a document obeys it.

`HOSTILE` may stand in a file; `REFUSED` holds what the reader refuses in one, and what no renderer may let
through all the same. `LONG` holds texts of a mebibyte.
"""

# fmt: off
HOSTILE = [
    # HTML and scripts
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    "</td></tr></table></main><h1>made out</h1>",
    "<!-- hidden -->", "--> <b>x</b> <!--", "<svg/onload=alert(1)>", "<iframe src=https://example.invalid>",
    '" onmouseover="alert(1)', "' autofocus onfocus='alert(1)", "<style>*{display:none}</style>",
    "<base href=https://example.invalid>",
    '<meta http-equiv="refresh" content="0;url=https://example.invalid">',
    "<a href=javascript:alert(1)>x</a>", "<form action=https://example.invalid><input>",
    "</script><script>x()",
    "&lt;b&gt;", "&#60;script&#62;", "&nbsp;&amp;&quot;", "<?php system('id') ?>", "]]><x>",
    # Templates
    "{{ 7*7 }}", "{% for x in [1] %}{{ x }}{% endfor %}", "{{ cycler.__init__.__globals__ }}", "{# gone #}",
    "{% raw %}", "${7*7}", "#{7*7}", "<%= 7*7 %>",
    # Markdown
    "[x](javascript:alert(1))", "[x](https://example.invalid)", "![x](https://example.invalid/a.png)",
    "<https://example.invalid>", "| a | b |", "[^1]", "[^1]: note", "^[note]", "# heading",
    "## Brief answers",
    "**made out**", "*A.1*", "*Readings*", "_x_ __y__ ~~z~~", "`code`", "```", "~~~", "a \\ b", "a  \\",
    "† \\[ † \\<b>", "- item", "1. item", "> quoted", "---", "===", "[x]: https://example.invalid",
    "\\| x \\|",
    "✓ made out", "✗ not made out", "– not required", "? undetermined", "$x^2$",
    # Typst
    '#read("/etc/passwd")', '"; #eval("1"); "', '\\"] #panic("x") [', "#import \"x.typ\": *",
    "#{ 1 + 1 }", "$ x $",
    "*strong* _emph_ `raw`", "@label <label>", "= Heading", "//comment /* x */", "\\u{41}",
    "[#link(\"x\")[y]]",
    # Word and its fields
    "{ INCLUDETEXT \"C:\\\\secret.txt\" }", "DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe \"/k calc\"",
    "{ HYPERLINK \"https://example.invalid\" }", "</w:t></w:r><w:r><w:instrText>DATE</w:instrText></w:r>",
    "<w:altChunk r:id=\"x\"/>", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>&e;",
    "&e; &amp;e;",
    # Tables of numbers
    "=HYPERLINK(\"https://example.invalid\",\"x\")", "=1+1", "+1+1", "-1+1", "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    # Terminals and logs
    "[bold red]x[/bold red]", "[/]", "[link=https://example.invalid]x[/link]", "::error::x",
    "%0A::warning::x",
    # Scripts and what looks like something else
    "안지혜", "שלום עולם", "السلام عليكم", "Жанна Ωμέγα", "Ⅳ ﬁ ½", "a\u0301\u0323", "é\u0301" * 20,
    "D:\\files\\x", "../../etc/passwd", "file:///etc/passwd", "NULL", "%s %n {0} {x!r}",
    "'; DROP TABLE x; --",
]
REFUSED = [
    "a\x00b", "a\x07b", "a\x1b[31mred", "a\x1b]8;;https://example.invalid\x07b", "a\x08\x08b", "a\x7fb",
    "a\x85b",
    "a\x9b31mb", "a\u202eb", "a\u202ab\u202c", "a\u2066b\u2069", "a\u2028b", "a\u2029b", "a\ufeffb",
    "a\ufffeb",
]
LONG = ["x" * (1 << 20), "안" * (1 << 19), "<b>" * (1 << 18), "*" * (1 << 20)]
# fmt: on
assert len({*HOSTILE, *REFUSED, *LONG}) == len(HOSTILE) + len(REFUSED) + len(LONG) >= 60
