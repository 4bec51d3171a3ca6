/**
 * The proxy that a host is to be reached by, as the environment says: `HTTPS_PROXY`, else `ALL_PROXY`, in capitals or not,
 * unless `NO_PROXY` names the host. This machine itself is never reached by a proxy.
 */
export function proxyFor(origin: string, env: Record<string, string | undefined>): string | undefined {
  const url = new URL(origin)
  if (isLoopback(url.hostname)) return undefined
  const named = (name: string) => env[name.toLowerCase()] || env[name] || undefined
  const proxy = named(url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY') ?? named('ALL_PROXY')
  if (proxy === undefined || isExcepted(url, named('NO_PROXY') ?? '')) return undefined
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`
}

/** Whether a host is this machine. */
export function isLoopback(hostname: string): boolean {
  const name = hostname.toLowerCase()
  return name === 'localhost' || name.endsWith('.localhost') || name === '[::1]' || /^127(\.\d{1,3}){3}$/.test(name)
}

/** Entries are `*`, `host`, `.domain`, `*.domain`, each perhaps with a port; a domain also stands for what is in it. */
function isExcepted(url: URL, list: string): boolean {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => {
      if (entry === '*') return true
      const [, name = '', wanted = port] = /^\*?\.?(.+?)(?::(\d+))?$/.exec(entry) ?? []
      const host = url.hostname.toLowerCase()
      return name !== '' && wanted === port && (host === name || host.endsWith(`.${name}`))
    })
}
