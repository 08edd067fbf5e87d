"""Counts on a Spark cluster: the query of a plan as Spark's SQL, over Parquet that the workers can read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import MappingProxyType

from pyspark.sql import SparkSession

from prong.corpus.queries import sql_of, tally_of
from prong.corpus.tally import Tally
from prong.evaluation.circuit import Plan

VIEW = "prong_corpus"


def count_with_spark(
    source: Path,
    plan: Plan,
    predicates: Sequence[str],
    by: tuple[str, ...] = (),
    *,
    master: str = "local[2]",
) -> Tally:
    """Counts on the cluster of a master; the session ends with the count."""
    session = (
        SparkSession.builder.master(master)
        .appName("prong")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.log.level", "ERROR")
        .getOrCreate()
    )
    try:
        return count_in_session(session, source, plan, predicates, by)
    finally:
        session.stop()


def count_in_session(
    session: SparkSession, source: Path, plan: Plan, predicates: Sequence[str], by: tuple[str, ...] = ()
) -> Tally:
    """The same in a session that somebody else keeps."""
    session.read.parquet(str(source)).createOrReplaceTempView(VIEW)
    rows = session.sql(sql_of(VIEW, plan, predicates, "spark", by)).collect()
    return tally_of([row.asDict() for row in rows], plan, by)


COUNTING = MappingProxyType({"spark": count_with_spark})
