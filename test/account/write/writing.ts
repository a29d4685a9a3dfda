import { goalApi } from "../../../provider/account/entityApi";
import type { Step } from "../../../provider/account/plan/writePlan";
import type { AuditEvent } from "../../../provider/account/write/auditEvent";
import { writeSteps } from "../../../provider/account/write/write";
import { MsadsError, type MsadsErrorFields } from "../../../provider/service/errors";
import { type FakeOptions, fakeService } from "../../support/fakeService";
import { VirtualClock } from "../../support/virtualClock";

export const goalFields = (name: string) => ({
  name,
  tagId: "501",
  goalCategory: "Purchase",
  urlExpression: "/thanks",
  urlOperator: "Equals",
  status: "Active",
  scope: "Customer",
});

export function addStep(name: string, more: Readonly<Record<string, unknown>> = {}): Step {
  return {
    do: "add",
    resource: `res-${name}`,
    name,
    payload: { type: "Url", fields: { ...goalFields(name), ...more } },
  };
}

export function updateStep(id: string, name: string, fields: Readonly<Record<string, unknown>>): Step {
  return { do: "update", resource: `res-${name}`, name, id, payload: { type: "Url", fields } };
}

export function failure(fields: MsadsErrorFields): MsadsError {
  return new MsadsError(`failed: ${fields.symbol ?? fields.code ?? fields.outcome}`, fields);
}

/** An account in memory, a way to write steps to it, and what became of them in short. */
export function account(options: Omit<FakeOptions, "clock"> = {}) {
  const clock = new VirtualClock();
  const fake = fakeService({ ...options, clock });
  const audit: AuditEvent[] = [];
  const write = async (steps: readonly Step[], withinMs = 60_000) => {
    const context = { clock, audit: (event: AuditEvent) => audit.push(event) };
    return clock.until(writeSteps(goalApi(fake.service), steps, context), withinMs);
  };
  const count = (operation: string) => fake.calls.filter((call) => call.operation === operation).length;
  const names = () => fake.goals.things.map((thing) => String(thing.fields.name));
  return { clock, ...fake, audit, write, count, names };
}
