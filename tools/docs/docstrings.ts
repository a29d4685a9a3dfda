import { join } from "node:path";
import * as ts from "typescript";

/** What the source says about a property: by `path of a file#name of what it exports`, then by the properties on the way to it. */
export interface Docstrings {
  /** The docstring of a property, in one line. Throws an Error when there is none. */
  readonly of: (exported: string, path: readonly string[]) => string;
}

const OPTIONS: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2023,
  types: [],
  skipLibCheck: true,
  noEmit: true,
};

/** Reads docstrings through the compiler, which also follows tables that are spread into others. `files`: below `root`. */
export function docstringsIn(root: string, files: readonly string[]): Docstrings {
  const program = ts.createProgram(
    files.map((file) => join(root, file)),
    OPTIONS,
  );
  const checker = program.getTypeChecker();
  const typeOf = (exported: string): ts.Type => {
    const [file = "", name = ""] = exported.split("#");
    const source = program.getSourceFile(join(root, file));
    const module = source === undefined ? undefined : checker.getSymbolAtLocation(source);
    const symbol = module?.exports?.get(ts.escapeLeadingUnderscores(name));
    if (source === undefined || symbol === undefined) throw new Error(`${exported} is not there`);
    return symbol.flags & ts.SymbolFlags.Value
      ? checker.getTypeOfSymbolAtLocation(symbol, source)
      : checker.getDeclaredTypeOfSymbol(symbol);
  };
  return {
    of: (exported, path) => {
      let type = typeOf(exported);
      let property: ts.Symbol | undefined;
      for (const name of path) {
        property = checker.getPropertyOfType(type, name);
        if (property === undefined) throw new Error(`${exported} has no ${path.join(".")}`);
        type = checker.getTypeOfSymbol(property);
      }
      const text = ts.displayPartsToString(property?.getDocumentationComment(checker) ?? []);
      if (text === "") throw new Error(`${exported}: ${path.join(".")} has no docstring`);
      return text.replace(/\s+/g, " ").trim();
    },
  };
}
