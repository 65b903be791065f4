import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: [".venv/", "static/built/", "static/vendor/", "tests/screenshots/"] },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "eqeqeq": "error",
      "no-console": "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-var": "error",
      "prefer-const": "error",
    },
  },
  { files: ["static/js/**"], languageOptions: { globals: { ...globals.browser, ...globals.serviceworker } } },
  { files: ["tests/{bench,js,oracles}/**", "tools/**"], languageOptions: { globals: globals.node } },
];
