import { describe, expect, it } from 'vitest'
import { read, sourceFiles } from './imports.ts'

const declaration = /^export (?:default )?(?:abstract )?(?:async )?(?:function\*?|class|interface) (\w+)/

/** Names that a text exports as function, class or interface without a docstring right above. */
function undocumented(text: string): string[] {
  const lines = text.split('\n')
  return lines.flatMap((line, index) => {
    const name = declaration.exec(line)?.[1]
    return name && !lines[index - 1]?.trimEnd().endsWith('*/') ? [name] : []
  })
}

describe('every exported function, class and interface says what it is for', () => {
  it('in queries, server, the sample chain and the pages', () => {
    const files = ['queries', 'server', 'sample-data', 'web']
      .flatMap(sourceFiles)
      .filter((file) => file.endsWith('.ts'))
    expect(files.flatMap((file) => undocumented(read(file)).map((name) => `${file}: ${name}`))).toEqual([])
  })

  it('finds one that was planted', () => {
    expect(
      undocumented('/** Known. */\nexport function known() {}\n\nexport async function unknown() {}'),
    ).toEqual(['unknown'])
  })
})
