const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i
const bareIpv6 = /^[^[\]]*:[^[\]]*:/

/** Whether a host name, with or without a port, stands for this computer alone. */
export function isLoopback(host: string): boolean {
  return loopback.test(bareIpv6.test(host) ? `[${host}]` : host)
}
