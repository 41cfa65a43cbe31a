"""The gate cycle in SpiffWorkflow, kept in SQLite: ``python spiff.py FILE``, gates on stdin.

One workflow for each gate. As for us, every act comes from outside: the workflow is loaded from
its row, goes on to where it waits for people, and is kept again in one durable transaction.
"""

import json
import sqlite3
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import uuid4

from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.util.task import TaskState

SEATS = ("sponsor", "finance", "deputy")
LETTERS = 4

_CHECKS = "".join(f"found.append({number} &lt; 10)\n" for number in range(4))
_SCRIPTS = {
    "check": f"found = []\n{_CHECKS}",
    "ask": "state = 'open'",
    "outcome": "code = 'GO' if [sponsor, finance, deputy].count('approve') &gt;= 2 else 'RECYCLE'",
}


def bpmn() -> str:
    """Return the process: submitted, checked, asked, three votes beside each other, the outcome."""
    nodes = ['<startEvent id="start"/>', '<userTask id="submitted"/>']
    nodes += [
        f'<scriptTask id="{name}"><script>{said}</script></scriptTask>'
        for name, said in _SCRIPTS.items()
    ]
    nodes += [f'<userTask id="{seat}"/>' for seat in SEATS]
    nodes += ['<parallelGateway id="fork"/>', '<parallelGateway id="join"/>']
    nodes += ['<userTask id="carried"/>', '<endEvent id="end"/>']
    flows = [("start", "submitted"), ("submitted", "check"), ("check", "ask"), ("ask", "fork")]
    flows += [("fork", seat) for seat in SEATS] + [(seat, "join") for seat in SEATS]
    flows += [("join", "outcome"), ("outcome", "carried"), ("carried", "end")]
    lines = (
        f'<sequenceFlow id="f{number}" sourceRef="{source}" targetRef="{target}"/>'
        for number, (source, target) in enumerate(flows)
    )
    return (
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d"'
        ' targetNamespace="urn:gate"><process id="gate" isExecutable="true">'
        f"{''.join(nodes)}{''.join(lines)}</process></definitions>"
    )


class Gates:
    """A project that goes from gate to gate."""

    def __init__(self, path: str) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "wal_autocheckpoint=0"):
            self.connection.execute(f"PRAGMA {pragma}")
        for table in (
            "workflow (id PRIMARY KEY, body)",
            "letter (id PRIMARY KEY, body)",
            "stage (name)",
        ):
            self.connection.execute(f"CREATE TABLE IF NOT EXISTS {table}")
        parser = BpmnParser()
        parser.add_bpmn_str(bpmn().encode())
        self.spec = parser.get_spec("gate")
        self.serializer = BpmnWorkflowSerializer()

    def cycle(self) -> None:
        """Take the project through one gate in six transactions."""
        key = str(uuid4())
        workflow = BpmnWorkflow(self.spec)
        workflow.do_engine_steps()
        self.connection.execute("BEGIN IMMEDIATE")
        self._write(key, workflow)
        self.connection.execute("COMMIT")
        asks = partial(self._post, key, len(SEATS))
        self._act(key, "submitted", {"package": "x" * 200}, also=asks)
        for seat in SEATS[:-1]:
            self._act(key, seat, {seat: "approve"})
        self._act(key, SEATS[-1], {SEATS[-1]: "approve"}, also=lambda: self._closed(key))
        done = self._act(key, "carried", {})
        assert done.completed
        assert done.data["code"] == "GO"

    def _act(
        self, key: str, task: str, data: dict[str, str], also: Callable[[], None] | None = None
    ) -> BpmnWorkflow:
        self.connection.execute("BEGIN IMMEDIATE")
        (body,) = self.connection.execute(
            "SELECT body FROM workflow WHERE id = ?", (key,)
        ).fetchone()
        workflow = self.serializer.deserialize_json(body)
        (ready,) = workflow.get_tasks(state=TaskState.READY, spec_name=task)
        ready.set_data(**data)
        ready.run()
        workflow.do_engine_steps()
        self._write(key, workflow)
        if also is not None:
            also()
        self.connection.execute("COMMIT")
        return workflow

    def _write(self, key: str, workflow: Any) -> None:
        row = (key, self.serializer.serialize_json(workflow))
        self.connection.execute("INSERT OR REPLACE INTO workflow VALUES (?, ?)", row)

    def _post(self, key: str, count: int) -> None:
        rows = [(str(uuid4()), json.dumps({"round": key, "text": "x" * 200})) for _ in range(count)]
        self.connection.executemany("INSERT INTO letter VALUES (?, ?)", rows)

    def _closed(self, key: str) -> None:
        self._post(key, LETTERS)
        self.connection.execute("INSERT INTO stage VALUES (?)", (key,))


def main(path: str) -> None:
    """Take a new project through as many gates as each line says; print how long each took."""
    gates = Gates(path)
    for line in sys.stdin:
        spent = []
        for _ in range(int(line)):
            start = time.perf_counter()
            gates.cycle()
            spent.append(time.perf_counter() - start)
        sys.stdout.write(json.dumps(spent) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
