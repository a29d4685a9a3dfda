import type { FastifyInstance, RouteShorthandOptions } from "fastify";
import type { Context } from "../http/context";
import type { PlannedFault } from "../http/plannedFaults";
import { ruleRows } from "../rules";
import type { SettingsChange } from "../store/settings";
import { BadAdminRequest } from "./badAdminRequest";
import type { GoalEdit, TagEdit } from "./edits";
import type { OtherGoal } from "./otherGoal";
import { shapes } from "./shapes";
import { typedBody } from "./typedBody";
import type { AdminVerbs, CustomerEntry } from "./verbs";

type WithId = { Params: { id: string } };

/** The admin interface: JSON under `/admin`. */
export function adminRoutes(server: FastifyInstance, context: Context, verbs: AdminVerbs): void {
  const { world, calls, plan } = context;
  server.get("/admin/store", () => world.store.snapshot());
  server.get("/admin/calls", () => calls.all());
  server.get("/admin/hits", () => verbs.hits());
  server.get("/admin/conversions", () => verbs.conversions());
  server.get("/admin/sign-ins", () => context.signIns.calls());
  server.get("/admin/rules", () => ruleRows(world.store.settings.rules));
  server.get("/admin/settings", () => world.store.settings);
  server.get("/admin/faults", () => plan.pending());

  const take = <Body>(path: string, schema: object, act: (body: Body) => unknown) =>
    server.post(`/admin/${path}`, taking(schema), (request) => done(() => act(request.body as Body)));
  take<{ advanceHours: number }>("clock", shapes.clock, ({ advanceHours }) => {
    verbs.advance(advanceHours);
    return { now: new Date(world.store.now()).toISOString() };
  });
  take<readonly CustomerEntry[]>("customers", shapes.customers, (body) => verbs.addCustomers(...body));
  take<SettingsChange>("settings", shapes.settings, (body) => verbs.settings(body));
  take<{ after: string }>("ids", shapes.ids, ({ after }) => verbs.continueIdsAfter(after));
  take<readonly PlannedFault[]>("faults", shapes.faults, (body) => {
    verbs.faults(...body);
    return plan.pending();
  });
  server.delete("/admin/faults", () => done(() => verbs.clearFaults()));
  server.post("/admin/reset", () => done(() => verbs.reset()));
  server.post<WithId & { Body: { approve: boolean } }>(
    "/admin/devices/:id",
    taking(shapes.device),
    (request) => done(() => verbs.answerDevice(request.params.id, request.body.approve)),
  );
  take<OtherGoal>("goals", shapes.otherGoal, (body) => verbs.addOtherGoal(body));
  server.post<WithId & { Body: GoalEdit }>("/admin/goals/:id", taking(shapes.goalEdit), (request) =>
    done(() => verbs.editGoal(request.params.id, request.body)),
  );
  server.post<WithId & { Body: TagEdit }>("/admin/tags/:id", taking(shapes.tagEdit), (request) =>
    done(() => verbs.editTag(request.params.id, request.body)),
  );
}

/** Takes a body of that shape, as people write it. */
function taking(body: object): RouteShorthandOptions {
  return {
    schema: { body },
    preValidation: async (request) => {
      request.body = typedBody(body, request.body);
    },
  };
}

/** What a verb returned, `{}` for nothing; what it refused as HTTP 400. */
function done(act: () => unknown): unknown {
  try {
    return act() ?? {};
  } catch (error) {
    if (error instanceof BadAdminRequest) throw Object.assign(error, { statusCode: 400 });
    throw error;
  }
}
