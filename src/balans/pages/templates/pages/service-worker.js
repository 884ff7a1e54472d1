// Keeps the offline page and the emergency numbers at hand. Of personal pages it gives one back: the
// screen of a meeting that runs, which that page itself keeps without names and drops after (docs/adr/0031).
const CACHE = "balans-{{ version|escapejs }}";
const MEETING = "balans-bijeenkomst";
const MEETING_LASTS = 12 * 3600 * 1000;
const FILES = [{% for file in files %}"{{ file|escapejs }}", {% endfor %}];
const OFFLINE = { {% for code, urls in pages.items %}"{{ code }}": ["{{ urls.0|escapejs }}", "{{ urls.1|escapejs }}"], {% endfor %}};
const PAGES = Object.values(OFFLINE).flat();

addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(CACHE).then((cache) => cache.addAll([...FILES, ...PAGES].map((url) => new Request(url, { credentials: "omit" })))).then(() => skipWaiting())
  );
});

addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys().then((names) => Promise.all(names.filter((name) => ![CACHE, MEETING].includes(name)).map((name) => caches.delete(name)))).then(() => clients.claim())
  );
});

// The page of a meeting, as long as it can still be running; what is older is dropped.
const meeting = async (path) => {
  if (!(await caches.has(MEETING))) return undefined;
  const cache = await caches.open(MEETING);
  for (const request of await cache.keys()) {
    const kept = (await cache.match(request)).headers.get("X-Balans-Kept");
    if (kept && Date.now() - kept > MEETING_LASTS) await caches.delete(MEETING);
  }
  return caches.match(path, { cacheName: MEETING });
};
meeting("");

const whenAway = async (request) => {
  const cache = await caches.open(CACHE);
  const path = new URL(request.url).pathname;
  const language = path.startsWith("/en/") ? "en" : "nl";
  return (request.method === "GET" && ((await cache.match(path)) || (await meeting(path)))) || cache.match(OFFLINE[language][0]);
};

addEventListener("fetch", (event) => {
  const { request } = event;
  const path = new URL(request.url).pathname;
  if (new URL(request.url).origin !== location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => whenAway(request)));
  } else if (FILES.includes(path)) {
    event.respondWith(caches.match(request).then((found) => found || fetch(request)));
  } else if (["script", "style"].includes(request.destination)) {
    event.respondWith(fetch(request).catch(async () => (await meeting(path)) || Response.error()));
  }
});
