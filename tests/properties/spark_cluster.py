"""A real Spark cluster on this machine: a master and two workers that talk over loopback."""

from __future__ import annotations

import importlib.util
import os
import re
import signal
import subprocess
import time
from pathlib import Path

STARTING = 90
"""Seconds after which a process that says nothing is given up."""

LIGHT = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""Options with which a virtual machine starts fast; nothing here runs long enough to be compiled well."""


class Cluster:
    """The processes of a standalone cluster, each in a group of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.processes: list[subprocess.Popen[bytes]] = []
        try:
            self.start("master", "org.apache.spark.deploy.master.Master", "--port", "0")
            self.url = self.told("master", r"Starting Spark master at (spark://\S+)")
            self.workers = [self.worker(number) for number in range(2)]
            for number in range(2):
                self.told(f"worker-{number}", r"(Successfully registered with master)")
        except BaseException:
            self.stop()
            raise

    def worker(self, number: int) -> subprocess.Popen[bytes]:
        place = self.folder / f"work-{number}"
        options = ["--cores", "1", "--memory", "1g", "--work-dir", str(place), self.url]
        return self.start(f"worker-{number}", "org.apache.spark.deploy.worker.Worker", *options)

    def start(self, name: str, kind: str, *options: str) -> subprocess.Popen[bytes]:
        """A process of the cluster, which writes its log beside the others."""
        home = Path(importlib.util.find_spec("pyspark").origin).parent
        command = [
            str(home / "bin" / "spark-class"),
            kind,
            "--host",
            "127.0.0.1",
            "--webui-port",
            "0",
            *options,
        ]
        said = {
            "SPARK_HOME": str(home),
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_DAEMON_MEMORY": "256m",
            "SPARK_DAEMON_JAVA_OPTS": LIGHT,
        }
        with (self.folder / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                command, stdout=log, stderr=log, env={**os.environ, **said}, start_new_session=True
            )
        self.processes.append(process)
        return process

    def told(self, name: str, pattern: str) -> str:
        """What a process says in its log, waited for."""
        until = time.monotonic() + STARTING
        while time.monotonic() < until:
            if found := re.search(pattern, (self.folder / f"{name}.log").read_text(errors="replace")):
                return found[1]
            time.sleep(0.1)
        raise TimeoutError(f"{name} did not say {pattern}")

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """End a process and all that it started, at once."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        """End every process that still runs."""
        for process in self.processes:
            if process.poll() is None:
                self.kill(process)
