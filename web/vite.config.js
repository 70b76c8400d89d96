import { defineConfig } from "vite";

// One style, one script, fixed names, no module loader: both are put into each report
// as they stand, and from any folder the same bytes come out.
export default defineConfig({
  build: {
    target: "es2022",
    outDir: "dist",
    emptyOutDir: true,
    minify: true,
    sourcemap: false,
    lib: { entry: "src/report.ts", formats: ["iife"], name: "plimsollReport", fileName: () => "report.js", cssFileName: "report" },
  },
});
