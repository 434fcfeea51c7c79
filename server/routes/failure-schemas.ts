import Type from 'typebox'

const body = Type.Object({
  error: Type.Object({
    code: Type.String(),
    message: Type.String(),
    parameter: Type.Optional(Type.String()),
  }),
})

/** How every route answers when it cannot do what was asked, for the OpenAPI document. */
export const failures = {
  '4xx': { description: 'The request is at fault; the message says what and where', content: json() },
  '5xx': { description: 'The server is busy, preparing, too slow or broken', content: json() },
}

function json() {
  return { 'application/json': { schema: body } }
}
