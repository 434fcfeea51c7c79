import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import ts from 'typescript-eslint'

/** What DuckDB offers to read a result bit by bit, or not to its end. */
const streaming =
  '^((startS|s)tream.*|(run|start)(And|Then)Read|.*[rR]eadUntil|fetch(All)?Chunks?|yieldRow.*)$'

export default ts.config(
  { ignores: ['build/', 'reports/', '.svelte-kit/', 'node_modules/', 'data/', 'web/lib/paraglide/'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.node } },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      'no-empty': ['error', { allowEmptyCatch: false }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['web/**/*.{js,ts,svelte}', '**/*.svelte.ts'],
    languageOptions: { globals: { ...globals.browser }, parserOptions: { parser: ts.parser } },
    // The product is served from the root of its host, so an address needs no base path.
    rules: { 'svelte/no-navigation-without-resolve': 'off' },
  },
  {
    files: ['server/**/*.ts', 'sample-data/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: `CallExpression:matches([callee.property.name=/${streaming}/], [callee.property.value=/${streaming}/])`,
          message:
            'A streamed result that fails half-way ends as if it were complete. Use runAndReadAll or COPY … TO.',
        },
      ],
    },
  },
)
