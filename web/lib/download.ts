/** Saves what the server sends at an address of ours under a name. */
export function download(href: string, name: string) {
  const link = document.createElement('a')
  link.href = href
  link.download = name.replaceAll(/[\\/:*?"<>|]/g, '-')
  link.click()
}

/** Saves bytes made in the page under a name. */
export function downloadBlob(blob: Blob, name: string) {
  const href = URL.createObjectURL(blob)
  download(href, name)
  setTimeout(() => URL.revokeObjectURL(href), 10_000)
}
