// From a request to its answer. A request is admitted by its head alone (route, method, token); only then is its body read.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/rate_limit.h"
#include "http/head.h"
#include "http/site.h"
#include "ingest/policy_file.h"
#include "ingest/writer.h"
#include "office/accounts.h"
#include "store/store.h"

namespace tirai::collector {

/// Of the head: what routing needs. Views into the request.
struct Question {
  std::string_view method;
  std::string_view path;
  std::string_view query;  ///< behind the "?"
  std::string_view authorization;
  std::string_view if_none_match;
  std::string_view cookie = {}, csrf = {}, content_type = {}, fetch_site = {}, address = {};  ///< what the dashboard's door asks for
};

struct Answer {
  unsigned status = 200;
  std::string body;
  std::string etag;
  std::string type = "application/json";  ///< Content-Type; a page of ours when it is another
  std::string location;                   ///< of a 308
  std::string allow;  ///< of a 405
  std::string cache;  ///< Cache-Control, where it is not what an ETag makes of it
  unsigned retry_after_s = 0;
  std::string device_id;  ///< for the log line
  std::string code;       ///< for the log line: the error's code
  std::string set_cookie;
  std::optional<std::int64_t> revision;  ///< Tirai-Revision: what it is as of
  std::int64_t next = 0;  ///< Tirai-Next: what to give as `before` for the rest; 0: there is none
  bool same_origin = false;  ///< for our own pages alone: no other site may read it
};

struct Admission {
  Route route = Route::kHealth;
  Device device;     ///< empty for what needs no device
  unsigned wait_s = 0;  ///< how long to wait for another policy or revision, or an approval
  std::string name;  ///< what follows the route's path: of a playground's file, a tile, a proof, a customer
  std::string query;
  std::optional<Visitor> visitor;  ///< of what asks for a session
  std::string credential;  ///< hash of the token that admitted it, where no device's or session's did
};

/// {"error":{"code","message","at"}}
[[nodiscard]] Answer refuse(unsigned status, std::string_view code, std::string_view message, std::string_view at);

class Desk;
class DeviceDesk;
class CeremonyDesk;
class Cosignatures;

/// Requests a second.
struct Rates {
  double of_credential = 1000;  ///< of one device, token or session
  double of_stranger = 500;     ///< of one address that no credential stands for: open paths, and what is refused 401; four seconds' at once
};

struct Sites {
  std::optional<Site> playground, dashboard;
};

class Api {
 public:
  /// `policy` and the sites are nullopt when none is served.
  Api(std::unique_ptr<Store> reader, Writer& writer, Desk& desk, DeviceDesk& device_desk, CeremonyDesk& ceremony_desk, Cosignatures& cosignatures, std::optional<std::string> policy, Sites sites, Rates rates);
  /// Not ready from now on; whoever waits for another policy is answered.
  void stop();

  [[nodiscard]] std::variant<Admission, Answer> admit(const Question& question);
  /// For events and enrolment this waits for the disk.
  [[nodiscard]] boost::asio::awaitable<Answer> answer(const Admission& admission, std::string_view if_none_match, std::string body);

 private:
  [[nodiscard]] std::variant<Admission, Answer> recognise(const Question& question);
  [[nodiscard]] bool may_ask(const Admission& admission, const Question& question);
  [[nodiscard]] Result<std::optional<Device>> device_of(std::string_view authorization);
  [[nodiscard]] std::variant<Admission, Answer> admit_device(Route route, std::string_view authorization);
  [[nodiscard]] std::variant<Admission, Answer> admit_token(Route route, std::string_view authorization, std::string_view name);
  [[nodiscard]] Answer health() const;
  [[nodiscard]] Answer log(const Admission& admission);
  [[nodiscard]] Answer readiness();
  [[nodiscard]] Result<std::string> metrics();
  [[nodiscard]] bool kept(const PolicyBytes& found);
  [[nodiscard]] Answer policy(std::string_view if_none_match);
  [[nodiscard]] boost::asio::awaitable<Answer> policy_in_time(const Admission& admission, std::string if_none_match);
  [[nodiscard]] Answer page(Route route, std::string_view name, std::string_view if_none_match) const;
  [[nodiscard]] boost::asio::awaitable<Answer> enrol(const Device& device, std::string body);
  [[nodiscard]] boost::asio::awaitable<Answer> take_events(const Device& device, std::string body);

  std::mutex reader_mutex_;
  std::unique_ptr<Store> reader_;
  Writer& writer_;
  Desk& desk_;
  DeviceDesk& device_desk_;
  CeremonyDesk& ceremony_desk_;
  Cosignatures& cosignatures_;
  std::optional<PolicyFile> policy_;
  std::string kept_etag_;  ///< of the bundle whose policy the store has; under reader_mutex_
  Sites sites_;
  RateLimit rate_, enrolments_, strangers_;
  std::atomic<bool> stopping_ = false;
  std::atomic<unsigned> waiting_ = 0;  ///< for another policy
};

}  // namespace tirai::collector
