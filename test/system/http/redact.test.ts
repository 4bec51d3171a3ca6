import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { percentEncoded, segment } from '../../../src/system/http/call.js'
import { redacted } from '../../../src/system/http/redact.js'

const CANARY = 'c4nary0123456789c4nary0123456789'

describe('secrets', () => {
  it.each([
    `https://api.brickowl.com/v1/user/details?key=${CANARY}&x=1`,
    `?apiKey=${CANARY}&userHash=${CANARY}&params={}`,
    `password=${CANARY}`,
    `/api/v3/users/${CANARY}/partlists/`,
    `Authorization: key ${CANARY}`,
    `proxy-authorization: Basic ${CANARY}`,
    `Authorization: OAuth realm="",oauth_consumer_key="${CANARY}",oauth_signature="${CANARY}%3D"`,
    `/orders?direction=in&Authorization=%7B%22oauth_token%22%3A%22${CANARY}%22%7D`,
    `{"oauth_token":"${CANARY}"}`,
    `{\\"user_token\\": \\"${CANARY}\\"}`,
    `http://me:${CANARY}@proxy.example:3128`,
  ])('are cut out wherever services want them: %s', (text) => {
    expect(redacted(text, [])).not.toContain('c4nary')
  })

  it('are cut out wherever they stand, however they are written', () => {
    const secret = fc.string({ minLength: 4, maxLength: 40 }).filter((text) => !'***'.includes(text))
    const forms = [(text: string) => text, percentEncoded, (text: string) => percentEncoded(percentEncoded(text))]
    fc.assert(
      fc.property(secret, fc.constantFrom(...forms), (secret, form) => {
        expect(redacted(`CONSUMER: ${form(secret)} IP: 203.0.113.7`, [secret])).not.toContain(
          `CONSUMER: ${form(secret)} IP`,
        )
      }),
    )
  })

  it.each([
    'TOKEN_IP_MISMATCHED: consumer: *** IP: 203.0.113.7',
    'https://rebrickable.com/api/v3/users/_token/',
    'the key of the castle is missing',
    '{"detail":"Invalid token."}',
    'monkey=3&turkey=4',
  ])('leave the rest alone: %s', (text) => {
    expect(redacted(text, [CANARY])).toBe(text)
  })
})

describe('a step of a path', () => {
  it.each([
    ['3001', '3001'],
    ['a/b?c', 'a%2Fb%3Fc'],
    ['..', '%2E%2E'],
    ["(x)'!*", '%28x%29%27%21%2A'],
    ['\uD83E', '%EF%BF%BD'],
  ])('%s is %s', (text, step) => {
    expect(segment(text)).toBe(step)
  })
})
