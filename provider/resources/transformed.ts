import * as pulumi from "@pulumi/pulumi";
import * as state from "@pulumi/pulumi/runtime/state";
import type { Inputs } from "../goals/problem";

/**
 * Whether transformations or transforms may still give a resource other arguments than its constructor gets: then the provider alone,
 * which sees them last, can say what is wrong with them. Of transforms of a component above nothing can be seen here.
 */
export function mayBeTransformed({
  parent,
  transformations = [],
  transforms = [],
}: pulumi.CustomResourceOptions): boolean {
  const above = fieldOf(parent ?? pulumi.runtime.getStackResource(), "__transformations");
  const isAbove = Array.isArray(above) && above.length > 0;
  return transformations.length > 0 || transforms.length > 0 || isAbove || callsBack();
}

/** Whether the engine calls this process back, as it does for transforms. */
export function callsBack(): boolean {
  const getStore = fieldOf(state, "getStore");
  return typeof getStore === "function" && fieldOf(getStore(), "callbacks") !== undefined;
}

/** Pulumi's own, which its types do not show. */
function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

/** What a resource is registered with once all transformations have had their say; before that, what its constructor got. */
export interface Registered {
  args: object;
  opts: pulumi.CustomResourceOptions;
}

/**
 * Notes what transformations make of a resource while its constructor runs. The SDK calls the resource's own and then those of its parent,
 * or of the stack: this one is the last of those for so long. Returns what ends it.
 */
export function noteTransformed(
  called: { readonly token: string; readonly name: string; readonly props: object },
  registered: Registered,
): () => void {
  const above = fieldOf(registered.opts.parent ?? pulumi.runtime.getStackResource(), "__transformations");
  if (!Array.isArray(above)) return () => {};
  // A transformation that makes all arguments anew drops what it does not know: the hidden inputs, and names that only say what comes out.
  const hidden = Object.fromEntries(Object.entries(called.props).filter(([property]) => isHidden(property)));
  const nothing = Object.fromEntries(Object.keys(called.props).map((property) => [property, undefined]));
  let isOver = false;
  const last: pulumi.ResourceTransformation = ({ type, name, props, opts }) => {
    if (isOver || type !== called.token || name !== called.name) return undefined;
    registered.opts = opts;
    if (props === called.props) return undefined;
    registered.args = withoutHidden(props);
    return { props: { ...nothing, ...props, ...hidden }, opts };
  };
  above.push(last);
  return () => {
    isOver = true;
    above.splice(above.indexOf(last), 1);
  };
}

/** A program's own arguments among the inputs. */
export function withoutHidden(props: object): Inputs {
  return Object.fromEntries(Object.entries(props).filter(([name]) => !isHidden(name)));
}

function isHidden(property: string): boolean {
  return property.startsWith("__");
}
