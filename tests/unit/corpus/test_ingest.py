"""The file of a corpus: batches, metadata, identifiers, and strictness."""

from __future__ import annotations

import dataclasses
import hashlib
import subprocess
import sys
import textwrap
from pathlib import Path

import pyarrow as pa
import pytest

from prong import __version__
from prong.corpus import identifiers, ingest, planes
from prong.corpus.chunks import ROWS

HEAD = "number,season,berth,band,lessons\n"
TEXT = HEAD + "".join(
    f"{n:04},{['Spring', '', 'Autumn'][n % 3]},{n},,{['Rowing', 'None', ''][n % 3]}\n" for n in range(1000)
)


def test_the_metadata_tell_where_the_corpus_comes_from(read, rota, harbour):
    header = read("a.csv", TEXT).corpus.header
    assert header == planes.Header(
        mapping="rota",
        mapping_digest=rota.digest,
        rules=harbour.digest,
        vocabulary=harbour.vocabulary_digest,
        source=hashlib.sha256(TEXT.encode()).hexdigest(),
        software=__version__,
        standard="reasonable-grounds",
        unit="a person on the rota",
        one_sided=(),
        crosswalks=(),
    )
    crossed = read("a.csv", TEXT, crosswalks=("berth-as-training", "berth-as-training")).corpus.header
    assert crossed.crosswalks == ("berth-as-training",)


def test_the_same_source_gives_the_same_bytes(read):
    read("a.csv", TEXT)
    first = Path("out.arrow").read_bytes()
    read("b.csv", TEXT)
    assert Path("out.arrow").read_bytes() == first


def test_any_tool_that_reads_arrow_reads_a_corpus(read):
    read("a.csv", TEXT)
    with pa.memory_map("out.arrow") as file:
        table = pa.ipc.open_file(file).read_all()
    assert table.column_names == ["id", "season", "berth", "training__yes", "training__no"]
    assert table.schema.field("season").type == pa.dictionary(pa.int16(), pa.utf8())
    assert table.schema.field("berth").type == pa.int32()
    assert table.column("training__yes").null_count == 0
    assert table.column("training__yes").to_pylist() == [n % 3 == 0 for n in range(1000)]
    assert table.column("season").to_pylist() == [["Spring", None, "Autumn"][n % 3] for n in range(1000)]


@pytest.mark.parametrize("batch", [64, 192, 999, 1000, 1001])
def test_batches_have_their_length_whatever_the_chunks(batch, read, monkeypatch):
    whole = read("a.csv", TEXT).rows
    monkeypatch.setattr(planes, "BATCH", batch)
    found = read("a.csv", TEXT)
    assert found.rows == whole
    assert set(found.corpus.lengths[:-1]) <= {batch}
    assert found.corpus.rows == 1000


def test_a_batch_is_written_while_the_source_is_read(read, monkeypatch):
    written = []
    monkeypatch.setattr(planes, "BATCH", 64)
    monkeypatch.setattr("prong.corpus.sources.streams.BLOCK", 1 << 10)
    write = ingest.Writer._write
    monkeypatch.setattr(ingest.Writer, "_write", lambda self: (written.append(self.rows), write(self)))
    read("a.csv", TEXT)
    assert written == [64] * 15 + [40]
    assert ROWS > 64


def test_rows_left_out_are_counted_in_the_batch_in_which_they_would_stand(read, monkeypatch):
    monkeypatch.setattr(planes, "BATCH", 64)
    monkeypatch.setattr("prong.corpus.sources.streams.BLOCK", 1 << 8)
    found = read("a.csv", TEXT.replace("0005,Autumn", "0005,Winter").replace("0700,", ","))
    assert (found.counted.unreadable, found.corpus.unreadable, found.counted.rows) == (2, 2, 998)
    assert read("b.csv", HEAD + "1,Winter,,,\n").corpus.unreadable == 1


def test_without_an_identifier_rows_are_known_by_their_number_with_gaps(read, rota):
    nameless = dataclasses.replace(rota, identifier=None)
    text = HEAD + "x,Spring,,,\ny,Winter,,,\nx\n,,,,\n"
    found = read("a.csv", text, mapping=nameless)
    assert [row["id"] for row in found.rows] == [1, 4]
    assert found.corpus.schema.field("id").type == pa.int64()


def test_another_column_can_be_named_as_the_identifier(read):
    found = read("a.csv", HEAD.strip() + ",case\n1,Spring,,,,A-7\n1,,,,,A-8\n", identifier="case")
    assert [row["id"] for row in found.rows] == ["A-7", "A-8"]
    assert found.unknown == []


def test_identifiers_that_stand_twice_are_refused(refused):
    rows = "".join(f"{n},,,,\n" for n in [3, 1, 2, 1, 5, 3])
    assert refused("a.csv", HEAD + rows) == [
        "E509 the identifier “1” stands in several rows",
        "E509 the identifier “3” stands in several rows",
    ]


def test_of_many_identifiers_that_stand_twice_some_are_named(refused):
    rows = "".join(f"{n},,,,\n" for n in [*range(100), *range(100)])
    lines = refused("a.csv", HEAD + rows)
    assert len(lines) == identifiers.MOST_SHOWN
    assert lines[-1].endswith("(there are more of them)")


def test_strict_stops_at_a_row_that_cannot_be_read_and_writes_nothing(refused):
    lines = refused("a.csv", HEAD + "1,Winter,,,\n2,,,,\n3,,,\n", strict=True)
    assert [line.split(" ")[1] for line in lines] == ["E507", "E508"]


def test_a_run_that_is_killed_leaves_what_was_there_and_the_next_starts_anew(read, tmp_path):
    former = read("a.csv", TEXT)
    before = Path("out.arrow").read_bytes()
    program = """
        import os, signal, sys
        from pathlib import Path
        from prong.corpus import ingest, planes
        from prong.corpus.mapped import MappedRows
        from prong.language.mappings import load_mappings
        from prong.language.rulebook import load_rulebook
        rules = Path(sys.argv[1])
        book = load_rulebook(rules)
        rows = MappedRows(Path("b.csv"), load_mappings(rules, book)["rota"], book)
        planes.BATCH = 64
        write = ingest.Writer._write
        def write_and_die(self):
            write(self)
            if self.batches == 3:
                self.file.flush()
                os.kill(os.getpid(), signal.SIGKILL)
        ingest.Writer._write = write_and_die
        ingest.ingest(rows.rows(), rows.schema(), Path("out.arrow"), report=print)
    """
    Path("b.csv").write_text(TEXT.replace("Spring", "Autumn"))
    rules = Path(__file__).parents[2] / "rules" / "base"
    run = subprocess.run([sys.executable, "-c", textwrap.dedent(program), str(rules)], check=False)
    assert run.returncode == -9
    assert Path("out.arrow").read_bytes() == before
    assert Path(".out.arrow.part").stat().st_size > 0
    assert read("a.csv", TEXT).rows == former.rows
    assert not Path(".out.arrow.part").exists()
