import { globSync } from 'node:fs'
import { basename, join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const root = import.meta.dirname
const at = (...parts: readonly string[]): string => join(root, ...parts)

/** Worker threads look for their entry beside the module that starts them, so every entry and chunk lies in one flat folder. */
const workers = Object.fromEntries(
  globSync('src/backend/**/*-worker.ts', { cwd: root }).map((file) => [basename(file, '.ts'), at(file)]),
)

// The oldest Electron that the program runs in is 33, with Node 20.18 inside.
const NODE_TARGET = 'node20.18'

export default defineConfig({
  main: {
    publicDir: false,
    build: {
      outDir: at('out/main'),
      target: NODE_TARGET,
      rolldownOptions: {
        input: {
          main: at('electron/main/main.ts'),
          'backend-process': at('electron/backend-process.ts'),
          ...workers,
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    publicDir: false,
    build: {
      outDir: at('out/preload'),
      target: NODE_TARGET,
      // A sandboxed preload can require nothing but electron, and cannot be an ES module.
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: at('electron/preload/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src/ui'),
    base: '/',
    publicDir: false,
    plugins: [react()],
    build: {
      outDir: at('out/renderer'),
      emptyOutDir: true,
      target: 'es2023',
      // The content security policy allows no data: addresses.
      assetsInlineLimit: 0,
      minify: true,
      // Read from the disk, not from a network.
      chunkSizeWarningLimit: 4000,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: at('src/ui/index.html') },
    },
  },
})
