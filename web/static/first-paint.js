// Runs before the first paint, so that theme, language and density never flash. The key and the fields are those of settings.svelte.ts.
;(function () {
  var saved = {}
  try {
    saved = JSON.parse(localStorage.getItem('regulars.settings') || '{}')
  } catch (error) {
    console.warn('Settings could not be read', error)
  }
  var root = document.documentElement
  var dark =
    saved.theme === 'dark' || (saved.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  var language = saved.locale || (/^zh/i.test(navigator.language) ? 'zh-CN' : 'en')
  root.lang = language
  root.dataset.theme = dark ? 'dark' : 'light'
  root.dataset.delta = saved.delta_colours || (language === 'zh-CN' ? 'red_up' : 'meaning')
  root.dataset.density = saved.density || 'regular'
})()
