// Starts the page. A file, because the content security policy runs nothing inline.
import start from './app.js';

try {
  await start({ module_or_path: new URL('./app_bg.wasm', import.meta.url) });
} catch (error) {
  console.error(error);
  document.getElementById('cannot-start')?.removeAttribute('hidden');
}
