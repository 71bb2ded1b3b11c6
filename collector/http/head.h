// What stands in a request's head, before anybody is known: target, route, how long to wait, for whom a proxy asks. No Boost: a fuzz target reads it all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tirai::collector {

enum class Route : std::uint8_t { kHealth, kEnrolment, kPolicy, kEvents, kPlayground, kCheckpoint, kTile, kProof, kReady, kMetrics, kLogin, kLogout, kSession, kDesk, kDeskChange, kDashboard, kPeople, kLoginBegin, kCeremonyBegin, kCeremony, kCosignature, kGrowth };

struct RouteEntry {
  std::string_view path, method;  ///< one, or several with ", " between
  Route route;
};

[[nodiscard]] std::string_view path_of(std::string_view target);
/// Behind the first "?"; empty: there is none.
[[nodiscard]] std::string_view query_of(std::string_view target);
/// nullptr: no route of ours.
[[nodiscard]] const RouteEntry* find_route(std::string_view path);
[[nodiscard]] bool allows(const RouteEntry& entry, std::string_view method);
/// Of the dashboard: no other site may read its answers.
[[nodiscard]] bool is_desk(Route route);
/// What a log line may say of a path: one of ours, or "other".
[[nodiscard]] std::string_view known_path(std::string_view path);
[[nodiscard]] std::size_t most_body_bytes(Route route);
/// Seconds, at most a minute: of "wait=30", alone or beside other parameters; anything else is no wait.
[[nodiscard]] unsigned read_wait(std::string_view query);
/// Who stands between us and those who ask, and is believed when it says for whom.
struct Proxies {
  bool any = false;                    ///< one with TLS stands before us
  std::vector<std::string> addresses;  ///< theirs; none: whoever connects is one
};
/// The address for which limits hold: that of the connection, or what a proxy that is believed says of it.
[[nodiscard]] std::string who_asks(const Proxies& proxies, std::string_view address, std::string_view forwarded_for);
/// Of X-Forwarded-For: the last, which the proxy before us wrote; others may be anybody's. At most 64 bytes.
[[nodiscard]] std::string last_forwarded(std::string_view header);

}  // namespace tirai::collector
