import { join } from "node:path";
import { Application, LogLevel, TSConfigReader, TypeDocReader } from "typedoc";
import { expect, test } from "vitest";
import { ROOT } from "./markdown";

test("everything public is documented, and every link in a docstring leads somewhere", async () => {
  const options = {
    options: join(ROOT, "tools/docs/typedoc.json"),
    tsconfig: join(ROOT, "tools/tsconfig.build.json"),
    entryPoints: ["index", "testing/index"].map((name) => join(ROOT, "provider", `${name}.ts`)),
    logLevel: LogLevel.Warn,
  };
  const app = await Application.bootstrapWithPlugins(options, [new TypeDocReader(), new TSConfigReader()]);
  const said: string[] = [];
  app.logger.log = (message, level) => void (level >= LogLevel.Warn && said.push(message));
  const project = await app.convert();
  if (project !== undefined) app.validate(project);
  expect(said).toEqual([]);
  expect(project?.children?.map(({ name }) => name)).toEqual(["index", "testing"]);
});
