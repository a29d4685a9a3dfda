// Imported into the processes of whole programs: what they load is compiled once and not by each of them anew.
import { enableCompileCache } from "node:module";
import { basename, dirname, join } from "node:path";

// The SDK's scripts run under different flags of V8, and each would throw away what the other left: a folder for each.
const script = basename(dirname(process.argv[1] ?? "none/none"));
enableCompileCache(join(import.meta.dirname, "../../.e2e/compiled", script));
