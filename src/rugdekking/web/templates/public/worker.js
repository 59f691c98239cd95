// Keeps the acute cards for when there is no connection. Nothing else passes through here.
const KEPT = {{ kept|safe }};
// Other organisations may keep their own cards here: theirs stay.
const OURS = "kaarten-{{ place.slug }}-";
const CACHE = `${OURS}{{ mark }}`;
const PATIENCE = 3000;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(KEPT)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith(OURS) && name !== CACHE;
  const forget = (names) => Promise.all(names.filter(old).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(forget).then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { pathname } = new URL(event.request.url);
  if (event.request.method !== "GET" || !KEPT.includes(pathname)) return;
  const kept = () => caches.match(pathname, { cacheName: CACHE });
  const late = new Promise((resolve) => setTimeout(() => resolve(kept()), PATIENCE));
  event.respondWith(Promise.race([fetch(event.request).catch(kept), late]));
});
