// Keeps the offline page and the emergency numbers at hand. Never keeps a personal page.
const CACHE = "balans-{{ version|escapejs }}";
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
    caches.keys().then((names) => Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)))).then(() => clients.claim())
  );
});

const whenAway = async (request) => {
  const cache = await caches.open(CACHE);
  const path = new URL(request.url).pathname;
  const language = path.startsWith("/en/") ? "en" : "nl";
  return (request.method === "GET" && (await cache.match(path))) || cache.match(OFFLINE[language][0]);
};

addEventListener("fetch", (event) => {
  const { request } = event;
  if (new URL(request.url).origin !== location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => whenAway(request)));
  } else if (FILES.includes(new URL(request.url).pathname)) {
    event.respondWith(caches.match(request).then((found) => found || fetch(request)));
  }
});
