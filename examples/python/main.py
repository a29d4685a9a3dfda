"""Makes the account match goals.py: python main.py [preview | up | destroy]"""

import argparse
from pathlib import Path

from pulumi import automation

import goals


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("command", choices=["preview", "up", "destroy"], nargs="?", default="up")
    command = arguments.parse_args().command
    try:
        stack = automation.create_or_select_stack(
            stack_name="dev",
            project_name="msads-python",
            program=goals.declare,
            # Pulumi.yaml in this folder names the plugin and the account.
            opts=automation.LocalWorkspaceOptions(work_dir=str(Path(__file__).parent)),
        )
        if command == "preview":
            stack.preview(on_event=report)
        elif command == "destroy":
            stack.destroy(on_event=report)
        else:
            show(stack.up(on_event=report).outputs)
    except automation.CommandError as error:
        raise SystemExit(str(error)) from None


def report(event: automation.EngineEvent) -> None:
    """Prints each change to a tag or goal, and each notice."""
    if event.resource_pre_event:
        step = event.resource_pre_event.metadata
        if step.type.startswith("msads:") and step.op not in (automation.OpType.SAME, automation.OpType.REFRESH):
            fields = ", ".join(step.detailed_diff or {})
            print(f"{step.op.value} {step.urn.split('::')[-1]} {fields}".rstrip())
    notice = event.diagnostic_event
    if notice and notice.severity in ("info", "warning"):
        print(f"{notice.severity}: {notice.message.strip()}")


def show(outputs: automation.OutputMap) -> None:
    print()
    for goal in outputs["goals"].value:
        worth = "no value" if goal["worth"] is None else f"{goal['worth']:g} EUR"
        print(f"{goal['name']:<14} {goal['status']:<7} {worth:<9} {goal['tracking']}, id {goal['id']}")
    print(f"\nOn every page of the site:\n{outputs['snippet'].value}")


if __name__ == "__main__":
    main()
