"""Spark on a standalone cluster counts what one case at a time answers, and loses nothing with a worker."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prong.corpus.planes import Corpus, columns_of
from prong.corpus.sheet import Sheet, sheet_of
from prong.corpus.tally import Tally
from prong.corpus.words import count
from prong.evaluation.program import compile_norm
from prong.model.standards import LADDER, Standard
from prong.testing.norms import NORM, rulebooks

from .corpora import write_columns
from .equality import Engine, agree, all_rows
from .rules import shipped
from .spark_cluster import LIGHT, Cluster

on_spark = pytest.importorskip("prong.corpus.spark", reason="Spark needs pyspark; .ci/run installs it")
NORMS = ("debt-bondage", "regularisation")
pytestmark = [
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java; .ci/run installs it"),
    # py4j leaves its sockets to the interpreter.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A running cluster, which is gone at the end."""
    running = Cluster(tmp_path_factory.mktemp("cluster"))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def session(cluster: Cluster) -> Iterator[object]:
    """A session on the cluster; its driver listens on loopback alone, and its tasks are many and small."""
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    made = (
        on_spark.SparkSession.builder.master(cluster.url)
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.executor.memory", "600m")
        .config("spark.executor.cores", "1")
        .config("spark.executor.extraJavaOptions", LIGHT)
        .config("spark.driver.extraJavaOptions", LIGHT)
        .config("spark.sql.codegen.wholeStage", "false")
        .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.files.maxPartitionBytes", "1m")
        .config("spark.sql.files.openCostInBytes", "1m")
        .config("spark.log.level", "OFF")
        .getOrCreate()
    )
    yield made
    made.stop()


def parquet_of(corpus: Path, files: int = 1) -> Path:
    """The rows of a corpus in a folder of Parquet files."""
    opened = Corpus(corpus)
    whole = pa.Table.from_batches(
        [opened.batch(number) for number in range(len(opened.lengths))], schema=opened.schema
    )
    folder = corpus.with_suffix("")
    folder.mkdir()
    for number in range(files):
        start, stop = (opened.rows * place // files for place in (number, number + 1))
        pq.write_table(whole.slice(start, stop - start), folder / f"{number:03}.parquet")
    return folder


def counting(session: object) -> Engine:
    def spark(path: Path, sheet: Sheet) -> Tally:
        return on_spark.count_in_session(session, parquet_of(path), sheet.plan(), sheet.predicates)

    return spark


def test_random_norms_on_every_combination_of_support_and_opposition(session) -> None:
    """A few examples, for each is a job of its own."""

    @settings(max_examples=2)
    @given(rulebooks(), st.sampled_from(LADDER))
    def holds(rulebook, standard) -> None:
        agree(counting(session), rulebook, [NORM], all_rows()[::3], standard)

    holds()


def test_a_worker_that_is_killed_in_the_middle_of_a_job_changes_no_count(cluster, session, tmp_path) -> None:
    """The other worker does its tasks again."""
    rules = shipped()
    predicates = sorted({leaf for norm in NORMS for leaf in _used(rules, norm)})
    rows, drawn = 60_000, np.random.default_rng(11)
    columns = {name: drawn.random(rows) < 0.3 for one in predicates for name in columns_of(one)}
    path = write_columns(tmp_path / "c.arrow", predicates, columns, rows, Standard.REASONABLE_GROUNDS)
    options = {"readings": {}, "every_reading": True, "detail": "elements"}
    sheet = sheet_of(rules, NORMS, predicates, Standard.REASONABLE_GROUNDS, **options)
    folder = parquet_of(path, files=40)
    answer: list[Tally] = []
    job = threading.Thread(
        target=lambda: answer.append(on_spark.count_in_session(session, folder, sheet.plan(), predicates))
    )
    job.start()
    done = _wait_for_tasks(session, job)
    cluster.kill(cluster.workers[0])
    job.join(240)
    assert 0 < done < 40, "the worker was to be killed while tasks were waiting"
    assert answer == [count(Corpus(path), sheet.plan(), predicates)]


def _used(rules, norm: str) -> set[str]:
    return {leaf.predicate for leaf in compile_norm(rules, norm).leaves}


def _wait_for_tasks(session, job: threading.Thread) -> int:
    """How many tasks of the first stage are done, as soon as any is."""
    tracker = session.sparkContext.statusTracker()
    while job.is_alive():
        for number in tracker.getActiveStageIds():
            stage = tracker.getStageInfo(number)
            if stage is not None and stage.numTasks > 10 and stage.numCompletedTasks:
                return stage.numCompletedTasks
        time.sleep(0.02)
    return 0
