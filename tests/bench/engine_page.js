// ODK Web Forms' engine in a page of its own: how long it takes to load a form, and to take an answer.
import { createInstance } from "@getodk/xforms-engine";

/** The leaves that are asked. */
const leaves = (node) =>
  (node.currentState.children ?? []).flatMap((child) =>
    child.currentState.children ? leaves(child) : child.currentState.relevant ? [child] : [],
  );

globalThis.measure = async (xform, times) => {
  const began = performance.now();
  const { root } = await createInstance(xform, { form: { missingResourceBehavior: "BLANK" } });
  const asked = leaves(root);
  const loaded = performance.now() - began;
  const text = asked.find((node) => node.nodeType === "input" && node.valueType === "string");
  const changes = [];
  for (let at = 0; text && at < times; at += 1) {
    const begun = performance.now();
    text.setValue(`answer ${at}`);
    leaves(root);
    changes.push(performance.now() - begun);
  }
  return { loaded, changes };
};
