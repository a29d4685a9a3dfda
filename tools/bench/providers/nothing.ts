type Inputs = Readonly<Record<string, unknown>>;

/** A provider that does nothing: what is left of a run with it is the engine's and the program's own. */
const nothing = {
  check: async (_olds: unknown, news: unknown) => ({ inputs: news }),
  diff: async (_id: string, olds: Inputs, news: Inputs) => ({
    changes: olds.conversionWindowInMinutes !== news.conversionWindowInMinutes,
  }),
  create: async (news: Inputs) => ({ id: "1", outs: news }),
  update: async (_id: string, _olds: Inputs, news: Inputs) => ({ outs: news }),
};

/** In the place of this package's lifecycle. */
export const conversionGoal = nothing;
export const conversionGoalLibrary = nothing;
export const uetTag = nothing;
