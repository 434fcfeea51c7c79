import { ApiError } from '../api.ts'
import { settings } from '../settings.svelte.ts'

/**
 * Uploads files in one request. `onprogress` is told the share (0–1) that has left the browser.
 * Rejects with ApiError, or with the signal's reason after it was aborted; then nothing is kept.
 */
export function sendFiles(
  files: readonly File[],
  onprogress: (share: number) => void,
  signal: AbortSignal,
): Promise<{ upload_id: string }> {
  const body = new FormData()
  for (const file of files) body.append('files', file, file.name)
  const request = new XMLHttpRequest()
  request.open('POST', '/api/uploads')
  request.responseType = 'json'
  request.setRequestHeader('accept-language', settings.locale)
  request.upload.onprogress = (event) => {
    if (event.lengthComputable) onprogress(event.loaded / event.total)
  }
  signal.addEventListener('abort', () => request.abort())
  return new Promise((resolve, reject) => {
    request.onload = () => (request.status < 300 ? resolve(request.response) : reject(refusal(request)))
    request.onerror = () => reject(new ApiError('offline', '', 0))
    request.onabort = () => reject(signal.reason)
    request.send(body)
  })
}

function refusal({ response, status, statusText }: XMLHttpRequest): ApiError {
  const { code = 'unknown', message = statusText } = response?.error ?? {}
  return new ApiError(code, message, status)
}
