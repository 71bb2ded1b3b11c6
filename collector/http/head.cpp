#include "http/head.h"

#include <algorithm>
#include <string>

#include "base/rows.h"
#include "ingest/check.h"
#include "people/people_requests.h"
#include "webauthn/credential_json.h"

namespace tirai::collector {
namespace {
constexpr unsigned kLongestWait = 60;
constexpr std::size_t kMostAddressBytes = 64, kMostCosignedBytes = 8192;

constexpr RouteEntry kRoutes[] = {
    {"/healthz", "GET", Route::kHealth},
    {"/readyz", "GET", Route::kReady},
    {"/metrics", "GET", Route::kMetrics},
    {"/v1/enrolment", "POST", Route::kEnrolment},
    {"/v1/policy", "GET", Route::kPolicy},
    {"/v1/events", "POST", Route::kEvents},
    {"/v1/checkpoint", "GET", Route::kCheckpoint},
    {"/v1/cosignature", "POST", Route::kCosignature},
    {"/v1/login", "POST", Route::kLogin},
    {"/v1/login/begin", "POST", Route::kLoginBegin},
    {"/v1/logout", "POST", Route::kLogout},
    {"/v1/session", "GET", Route::kSession},
    {"/v1/subjects", "POST", Route::kPeople},
    {"/v1/consents", "POST", Route::kPeople},
    {"/v1/training", "POST", Route::kPeople},
    {"/v1/step-up", "GET", Route::kPeople},
    {"/v1/step-up/totp", "POST", Route::kPeople},
    {"/v1/step-up/webauthn", "POST", Route::kCeremonyBegin},
    {"/v1/ceremony", "GET, POST", Route::kCeremony},
    {"/v1/approvals", "POST", Route::kPeople},
};

// What lies below these is read by the route itself: a file of the playground, a tile, a proof.
constexpr RouteEntry kBelow[] = {{"/playground/", "GET", Route::kPlayground}, {"/dashboard/", "GET", Route::kDashboard}, {"/v1/tile/", "GET", Route::kTile},
                                 {"/v1/proof/consistency/", "GET", Route::kGrowth}, {"/v1/proof/", "GET", Route::kProof},       {"/v1/desk/change/", "POST", Route::kDeskChange}, {"/v1/desk/", "GET", Route::kDesk},
                                 {"/v1/subjects/", "GET", Route::kPeople},    {"/v1/agents/", "GET", Route::kPeople},       {"/v1/approvals/", "GET", Route::kPeople}};

bool is_site(Route route) { return route == Route::kPlayground || route == Route::kDashboard; }
}  // namespace

std::string_view path_of(std::string_view target) { return target.substr(0, target.find('?')); }
std::string_view query_of(std::string_view target) { return target.substr(std::min(target.find('?'), target.size() - 1) + 1); }

bool allows(const RouteEntry& entry, std::string_view method) {
  for (std::string_view rest = entry.method; !rest.empty();) {
    const std::size_t end = std::min(rest.find(", "), rest.size());
    if (rest.substr(0, end) == method) return true;
    rest.remove_prefix(std::min(end + 2, rest.size()));
  }
  return false;
}

bool is_desk(Route route) { return route == Route::kLogin || route == Route::kLoginBegin || route == Route::kLogout || route == Route::kSession || route == Route::kDesk || route == Route::kDeskChange; }

const RouteEntry* find_route(std::string_view path) {
  for (const RouteEntry& entry : kBelow) {
    const bool bare = is_site(entry.route) && path.size() + 1 == entry.path.size() && entry.path.starts_with(path);
    if (bare || path.starts_with(entry.path)) return &entry;
  }
  for (const RouteEntry& entry : kRoutes) {
    if (entry.path == path) return &entry;
  }
  return nullptr;
}

std::string_view known_path(std::string_view path) {
  const RouteEntry* entry = find_route(path);
  return entry ? entry->path : "other";
}

std::size_t most_body_bytes(Route route) {
  switch (route) {
    case Route::kEvents:
      return kMostBatchBytes;
    case Route::kEnrolment:
      return kMostEnrolmentBytes;
    case Route::kCosignature:
      return kMostCosignedBytes;
    case Route::kLogin:
    case Route::kLoginBegin:
      return kMostLoginBytes;
    case Route::kPeople:
    case Route::kCeremonyBegin:
      return kMostPeopleBytes;
    case Route::kCeremony:
      return kMostCredentialBytes;
    case Route::kDeskChange:
      return kMostTableBytes;
    default:
      return 0;
  }
}

unsigned read_wait(std::string_view query) {
  constexpr std::string_view kWait = "wait=";
  const std::size_t at = query.starts_with(kWait) ? 0 : query.find("&wait=");
  if (at == query.npos) return 0;
  std::string_view digits = query.substr(at + (at == 0 ? 0 : 1) + kWait.size());
  digits = digits.substr(0, digits.find('&'));
  if (digits.empty() || digits.size() > 4 || digits.find_first_not_of("0123456789") != digits.npos) return 0;
  return std::min(static_cast<unsigned>(std::stoul(std::string(digits))), kLongestWait);
}

std::string who_asks(const Proxies& proxies, std::string_view address, std::string_view forwarded_for) {
  const bool believed = proxies.any && (proxies.addresses.empty() || std::ranges::find(proxies.addresses, address) != proxies.addresses.end());
  return believed && !forwarded_for.empty() ? last_forwarded(forwarded_for) : std::string(address);
}

std::string last_forwarded(std::string_view header) {
  const std::string_view last = header.substr(header.rfind(',') + 1);
  return std::string(last.substr(std::min(last.find_first_not_of(' '), last.size())).substr(0, kMostAddressBytes));
}

}  // namespace tirai::collector
