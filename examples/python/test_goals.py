"""The program against an account in the emulator: .venv/bin/python -m unittest"""

import json
import os
import subprocess
import tempfile
import unittest
import urllib.request
from pathlib import Path

from pulumi import automation

import goals

FOLDER = Path(__file__).parent
EMULATOR = ["node", "node_modules/pulumi-msads/dist/cli/main.js", "emulator", "--port", "0"]


class Goals(unittest.TestCase):
    def setUp(self) -> None:
        emulator = subprocess.Popen(EMULATOR, cwd=FOLDER, stdout=subprocess.PIPE, text=True)
        self.addCleanup(emulator.communicate)
        self.addCleanup(emulator.terminate)
        # Its first line says where it listens.
        self.url = json.loads(emulator.stdout.readline())["url"]
        state = tempfile.TemporaryDirectory()
        self.addCleanup(state.cleanup)
        own = {
            "MSADS_ENDPOINT": self.url,
            "PULUMI_BACKEND_URL": Path(state.name).as_uri(),
            "PULUMI_CONFIG_PASSPHRASE": "test",
        }
        options = automation.LocalWorkspaceOptions(work_dir=str(FOLDER), env_vars={**os.environ, **own})
        self.stack = automation.create_stack("test", "msads-python", goals.declare, opts=options)
        self.addCleanup(lambda: (FOLDER / "Pulumi.test.yaml").unlink(missing_ok=True))

    def account(self) -> dict[str, dict]:
        """The goals that the service has, by name."""
        with urllib.request.urlopen(f"{self.url}/admin/store") as answer:
            return {goal["fields"]["Name"]: goal for goal in json.load(answer)["goals"]}

    def test_drift_is_restored_and_destroy_pauses(self) -> None:
        self.stack.up()
        order = self.account()["Order placed"]
        self.assertEqual(order["fields"]["Revenue"]["Value"], str(goals.ORDER_VALUE))

        edit = json.dumps({"Revenue": {"Type": "FixedValue", "Value": 99, "CurrencyCode": "EUR"}}).encode()
        headers = {"content-type": "application/json"}
        urllib.request.urlopen(urllib.request.Request(f"{self.url}/admin/goals/{order['id']}", edit, headers)).close()
        self.assertEqual(self.stack.up().summary.resource_changes["update"], 1)
        self.assertEqual(self.account()["Order placed"]["fields"]["Revenue"]["Value"], str(goals.ORDER_VALUE))

        self.stack.destroy()
        self.assertEqual({goal["fields"]["Status"] for goal in self.account().values()}, {"Paused"})


if __name__ == "__main__":
    unittest.main()
