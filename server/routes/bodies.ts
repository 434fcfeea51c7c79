import type { FastifyInstance } from 'fastify'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { ProductError } from '../errors.ts'

interface Fault {
  readonly keyword: string
  readonly instancePath: string
  readonly params: object
}

/**
 * Holds request bodies to their schemas as they are: nothing is converted, filled in or dropped. The error names the
 * field. Query strings are read by `readParameters`, and answers are written as the routes made them.
 */
export function checkBodies(app: FastifyInstance): void {
  app.setValidatorCompiler<TSchema>(({ schema, httpPart }) => {
    if (httpPart !== 'body') return () => true
    const compiled = Compile(schema)
    return (body: unknown) => {
      if (compiled.Check(body)) return { value: body }
      return { error: bodyError(compiled.Errors(body) as readonly Fault[]) }
    }
  })
  app.setSerializerCompiler(() => (answer) => JSON.stringify(answer))
}

function bodyError(faults: readonly Fault[]): ProductError {
  const fault = faults.find(({ keyword }) => keyword !== 'boolean') ?? faults[0]!
  const named = fault.params as { requiredProperties?: string[]; additionalProperties?: string[] }
  const name = named.requiredProperties?.[0] ?? named.additionalProperties?.[0]
  const path = [...fault.instancePath.split('/').slice(1), name].filter((part) => part !== undefined)
  const parameter = path.join('.').slice(0, 200) || 'body'
  if (named.requiredProperties) return new ProductError('missing_parameter', { parameter })
  return new ProductError(named.additionalProperties ? 'unknown_field' : 'bad_field', { parameter })
}
