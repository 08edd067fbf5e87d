"""The site: pages of a corpus that lead to each other and open from disk."""
