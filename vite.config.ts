import { readdirSync, readFileSync } from 'node:fs'
import { paraglideVitePlugin } from '@inlang/paraglide-js'
import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig } from 'vite'
import type { Plugin } from 'vite'
import { messageProblems } from './web/lib/i18n/message-problems.ts'
import type { Catalogue } from './web/lib/i18n/message-problems.ts'

const messages = 'web/messages'

export default defineConfig({
  plugins: [
    completeMessages(),
    paraglideVitePlugin({
      project: './web/project.inlang',
      outdir: './web/lib/paraglide',
      strategy: ['globalVariable', 'baseLocale'],
      isServer: 'import.meta.env.SSR',
    }),
    sveltekit(),
  ],
  server: { port: 4610, strictPort: true, proxy: proxied(['/api', '/healthz', '/readyz']) },
})

function proxied(paths: readonly string[]) {
  return Object.fromEntries(paths.map((path) => [path, 'http://127.0.0.1:4600']))
}

function completeMessages(): Plugin {
  return {
    name: 'complete-messages',
    buildStart() {
      const problems = messageProblems(readCatalogue())
      if (problems.length > 0) this.error(`Messages: ${problems.join('\n          ')}`)
    },
  }
}

function readCatalogue(): Catalogue {
  const entries = readdirSync(messages).flatMap((locale) =>
    readdirSync(`${messages}/${locale}`).map((file) => ({
      locale,
      file,
      texts: JSON.parse(readFileSync(`${messages}/${locale}/${file}`, 'utf8')) as Record<string, unknown>,
    })),
  )
  return entries
}
