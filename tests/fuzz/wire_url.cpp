// Addresses of exporters, witnesses and logs. What is read can be written again and says the same; nothing of it can end a request's line.
#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "wire/url.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using tirai::wire::read_url;
  const auto url = read_url({reinterpret_cast<const char*>(data), size});
  if (!url) return 0;
  const std::string again = (url->to.tls ? "https://" : "http://") + url->to.authority() + url->target;
  if (std::any_of(again.begin(), again.end(), [](char c) { return c <= ' ' || c >= '\x7F'; })) std::abort();
  const auto same = read_url(again);
  if (!same || same->to.host != url->to.host || same->to.port != url->to.port || same->to.tls != url->to.tls || same->target != url->target) std::abort();
  return 0;
}
