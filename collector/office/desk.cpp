#include "office/desk.h"

#include <boost/asio/post.hpp>
#include <chrono>
#include <nlohmann/json.hpp>

#include "base/clock.h"
#include "base/encode.h"
#include "http/answers.h"
#include "ingest/check.h"
#include "ingest/written.h"
#include "office/looks.h"
#include "tirai/digest.h"
#include "tirai/sign_in.h"

namespace tirai::collector {
namespace {
namespace net = boost::asio;
using nlohmann::json;

constexpr std::string_view kCookie = "__Host-tirai";
constexpr std::int64_t kSeenEvery = 60'000;
constexpr unsigned kMostHashing = 16, kMostAsking = 256;
// Five tries, then one in 30 s, of one name: who has the password and guesses codes (3 of 1,000,000 fit at a time) needs four months on average,
// and each try is in the log. Of one address DeskOptions says how many: a company of thousands signs in from behind one, and Argon2id runs once at a time anyway.
constexpr double kNamePerSecond = 1.0 / 30, kNameAtOnce = 5;

Answer own(Answer answer) {
  answer.same_origin = true;
  return answer;
}

std::string csrf_of(std::string_view session) { return sha256_hex("tirai-csrf-v1\n" + std::string(session)); }

std::string cookie(std::string_view value, std::int64_t seconds) {
  return std::string(kCookie) + "=" + std::string(value) + "; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=" + std::to_string(seconds);
}

// Browsers say where a request comes from; a program that says nothing has no browser's cookie jar to be tricked out of.
bool from_elsewhere(const Question& question) { return !question.fetch_site.empty() && question.fetch_site != "same-origin" && question.fetch_site != "none"; }

Answer foreign() { return own(refuse(403, "cross_site", "the request comes from another site; expected the dashboard's own", "sec-fetch-site")); }
Answer no_session() { return own(refuse(401, "no_session", "expected a session that holds; sign in again", "cookie")); }
Answer too_often() {
  Answer answer = own(refuse(429, "rate", "too many tries; try again later", "login"));
  answer.retry_after_s = 30;
  return answer;
}

// As costly to check as any, and no password's: its tag is random.
std::string some_hash() {
  const auto unpadded = [](std::string text) { return text.substr(0, text.find('=')); };
  return "$argon2id$v=19$m=65536,t=3,p=4$" + unpadded(base64(random_bytes(16))) + "$" + unpadded(base64(random_bytes(32)));
}
}  // namespace

Desk::Desk(Stores stores, Writer& writer, OwnLog& own_log, Indexer& indexer, const Ceremonies& ceremonies, DeskOptions options)
    : reader_(std::move(stores.sessions)), writer_(writer), own_log_(own_log), indexer_(indexer), ceremonies_(ceremonies), options_(options), seen_(writer), nobodys_hash_(some_hash()),
      by_name_(kNamePerSecond, kNameAtOnce), by_address_(options.sign_ins_per_minute / 60, 2 * options.sign_ins_per_minute), pages_(std::move(stores.pages)), reports_(std::move(stores.reports)) {}

std::variant<Admission, Answer> Desk::admit(Route route, const Question& question) {
  if (from_elsewhere(question)) return foreign();
  if (route != Route::kLogin && route != Route::kLoginBegin) return admit_visitor(route, question);
  // A form of another site cannot send this type without asking first, and is not answered then.
  if (!question.content_type.starts_with("application/json")) return own(refuse(415, "not_json", "expected application/json", "content-type"));
  if (!by_address_.take(std::string(question.address), steady_s())) return too_often();
  return Admission{.route = route, .name = std::string(cookie_value(question.cookie, kCookie))};
}

std::variant<Admission, Answer> Desk::admit_visitor(Route route, const Question& question) {
  const std::string session(cookie_value(question.cookie, kCookie));
  if (session.empty()) return no_session();
  Result<std::optional<Visitor>> found = std::optional<Visitor>();
  {
    const std::lock_guard lock(reader_mutex_);
    found = find_session(*reader_, sha256_hex(session), options_.sessions, now_ms());
  }
  if (!found) return own(storage_failed(found.error()));
  if (!found.value()) return no_session();
  const bool changes = question.method != "GET" && question.method != "HEAD";
  if (changes && !equal_in_constant_time(question.csrf, csrf_of(session))) return own(refuse(403, "csrf", "expected the session's token in X-CSRF-Token", "x-csrf-token"));
  constexpr std::string_view kDesk = "/v1/desk/", kChange = "/v1/desk/change/";
  const std::string name = route == Route::kDesk ? std::string(question.path.substr(kDesk.size())) : route == Route::kDeskChange ? std::string(question.path.substr(kChange.size())) : csrf_of(session);
  return Admission{.route = route, .name = name, .query = std::string(question.query), .visitor = std::move(*found.value())};
}

net::awaitable<Answer> Desk::answer(const Admission& admission, std::string body) {
  if (admission.route == Route::kLogin) co_return own(co_await login(admission, std::move(body)));
  if (admission.route == Route::kLoginBegin) co_return own(co_await begin_login());
  note_seen(*admission.visitor);
  if (admission.route == Route::kDesk) co_return own(co_await look(admission));
  if (admission.route == Route::kDeskChange) {
    auto changed = co_await change(admission, std::move(body));
    ++changes_;
    co_return own(std::move(changed));
  }
  if (admission.route == Route::kLogout) co_return own(co_await logout(*admission.visitor));
  co_return own(session_answer(*admission.visitor, admission.name));
}

// A minute's idleness is told from a second's; each second's is not worth a write. Nobody waits for it: what is lost in a crash ends a session early.
void Desk::note_seen(const Visitor& visitor) {
  const std::int64_t now = now_ms(), every = std::min(kSeenEvery, options_.sessions.idle_ms / 4);
  if (now - visitor.seen >= every) seen_.add(see_session(visitor.session_hash, now), visitor.session_hash, now);
}

net::awaitable<std::optional<Result<bool>>> Desk::password_fits(std::string password, std::string hash) {
  auto hash_apart = [&](auto resume) {
    if (++hashing_ > kMostHashing) {
      --hashing_;
      return resume(std::nullopt);
    }
    net::post(hashers_, [this, resume, password = std::move(password), hash = std::move(hash)] {
      const bool fits = check_password(password, hash);
      --hashing_;
      resume(Result<bool>(fits));
    });
  };
  co_return co_await answered<bool>(std::move(hash_apart));
}

net::awaitable<Answer> Desk::login(const Admission& admission, std::string body) {
  const auto asked = read_login(body);
  if (!asked) co_return refuse(status_of(asked.error()), to_string(asked.error().code), asked.error().message, asked.error().at);
  if (!by_name_.take(asked.value().name, steady_s())) co_return too_often();
  Result<std::optional<Account>> found = std::optional<Account>();
  {
    const std::lock_guard lock(reader_mutex_);
    found = find_account(*reader_, asked.value().name);
  }
  if (!found) co_return storage_failed(found.error());
  const std::optional<Account>& account = found.value();
  const bool holds = account && account->disabled == 0;
  const auto fits = co_await password_fits(asked.value().password, holds ? account->password : nobodys_hash_);
  if (!fits) co_return overloaded();
  const bool right = holds && fits->value();
  if (!asked.value().credential.empty()) co_return co_await login_by_key(account, right, asked.value(), admission);
  const auto step = match_totp(holds ? account->totp_secret : nobodys_hash_, asked.value().code, now_ms(), holds ? account->totp_step : 0);
  if (!right || !step) co_return co_await refuse_login(account, "totp", "");
  std::function<Result<bool>(Store&)> work = [id = account->account_id, step = *step](Store& store) { return use_code(store, id, step); };
  const auto used = co_await worked<bool>(writer_, std::move(work));
  if (!used) co_return overloaded();
  if (!*used) co_return storage_failed(used->error());
  if (!used->value()) co_return co_await refuse_login(account, "totp", "");
  co_return co_await let_in(*account, "totp", admission);
}

// The ticket is over in any case, and the key is looked at only behind the right password.
net::awaitable<Answer> Desk::login_by_key(const std::optional<Account>& account, bool right, const LoginRequest& asked, const Admission& admission) {
  std::string ticket = asked.ticket, credential, account_id;
  if (right) {
    credential = asked.credential;
    account_id = account->account_id;
  }
  const auto judged = co_await key_fits(std::move(ticket), std::move(credential), std::move(account_id));
  if (!judged) co_return overloaded();
  if (!*judged) co_return storage_failed(judged->error());
  const Ceremonies::Verdict verdict = judged->value();
  if (!right || verdict != Ceremonies::Verdict::kFits) co_return co_await refuse_login(account, "webauthn", verdict == Ceremonies::Verdict::kCopied ? "counter" : "");
  co_return co_await let_in(*account, "webauthn", admission);
}

net::awaitable<Answer> Desk::refuse_login(const std::optional<Account>& account, std::string_view factor, std::string_view why) {
  SignIn refused{.what = SignIn::What::kRefused, .account = "", .role = ""};
  if (account) refused = {SignIn::What::kRefused, account->name, std::string(to_string(account->role)), factor, why};
  json event = sign_in_event(refused);
  const auto recorded = co_await own_log_.record(std::move(event));
  if (!recorded) co_return storage_failed(recorded.error());
  co_return refuse(401, "bad_login", "name, password, code or key is not right, or the code was used; expected the next code", "login");
}

net::awaitable<Answer> Desk::let_in(const Account& account, std::string_view factor, const Admission& admission) {
  json event = sign_in_event({.what = SignIn::What::kLogin, .account = account.name, .role = std::string(to_string(account.role)), .factor = factor});
  const auto recorded = co_await own_log_.record(std::move(event));
  if (!recorded) co_return storage_failed(recorded.error());
  const std::string session = base64url(random_bytes(32)), before = admission.name.empty() ? std::string() : sha256_hex(admission.name);
  const std::int64_t now = now_ms();
  const Visitor visitor{.account_id = account.account_id, .name = account.name, .session_hash = sha256_hex(session), .role = account.role, .teams = account.teams, .created = now, .seen = now};
  std::function<Result<Done>(Store&)> work = [&](Store& store) { return begin_session(store, visitor, before, options_.sessions); };
  const auto begun = co_await worked<Done>(writer_, std::move(work));
  if (!begun) co_return overloaded();
  if (!*begun) co_return storage_failed(begun->error());
  Answer answer = session_answer(visitor, csrf_of(session));
  answer.set_cookie = cookie(session, options_.sessions.longest_ms / 1000);
  co_return answer;
}

net::awaitable<Answer> Desk::logout(const Visitor& visitor) {
  std::function<Result<Done>(Store&)> work = [hash = visitor.session_hash](Store& store) { return end_session(store, hash); };
  const auto ended = co_await worked<Done>(writer_, std::move(work));
  if (!ended) co_return overloaded();
  if (!*ended) co_return storage_failed(ended->error());
  json event = sign_in_event({.what = SignIn::What::kLogout, .account = visitor.name, .role = std::string(to_string(visitor.role))});
  const auto recorded = co_await own_log_.record(std::move(event));
  if (!recorded) co_return storage_failed(recorded.error());
  Answer answer = answer_json({{"status", "ok"}});
  answer.set_cookie = cookie("", 0);
  co_return answer;
}

net::awaitable<Answer> Desk::ask_apart(Lane& lane, std::function<Result<Answer>(Lane&)> question) {
  auto apart = [&](auto resume) {
    if (++lane.waiting > kMostAsking) {
      --lane.waiting;
      return resume(std::nullopt);
    }
    net::post(lane.thread, [&lane, resume, &question] {
      auto answer = question(lane);
      --lane.waiting;
      resume(std::move(answer));
    });
  };
  auto answer = co_await answered<Answer>(std::move(apart));
  if (!answer) co_return overloaded();
  if (*answer) co_return std::move(*answer).value();
  const Error& error = answer->error();
  if (error.code == ErrorCode::kUnknownName) co_return refuse(404, "not_found", error.message, error.at);
  if (error.code == ErrorCode::kBadValue && error.at.starts_with("query:")) co_return refuse(400, to_string(error.code), error.message, error.at);
  co_return storage_failed(error);
}

namespace {
// All that an answer for many depends on.
std::string question_of(const Look& look, const Visitor& visitor, const std::string& query) {
  return json({look.path, to_string(visitor.role), visitor.teams, query}).dump(-1, ' ', false, json::error_handler_t::replace);
}
}  // namespace

net::awaitable<Answer> Desk::look(const Admission& admission) {
  const Visitor& visitor = *admission.visitor;
  const Look* look = find_look(admission.name);
  if (look == nullptr) co_return refuse(404, "not_found", "no such path of the dashboard; expected one of collector/openapi.json", "path");
  if (!may_see(visitor.role, look->seers)) co_return refuse(403, "role", "the account's role does not see this", "session");
  const auto asked = read_asked(*look, admission.name, admission.query);
  if (!asked) co_return refuse(asked.error().code == ErrorCode::kUnknownName ? 404 : 400, asked.error().code == ErrorCode::kUnknownName ? "not_found" : to_string(asked.error().code), asked.error().message, asked.error().at);
  json event = look_event(visitor, look->view, noted(*look, asked.value()));
  const auto recorded = co_await own_log_.record(std::move(event), OwnLog::Haste::kPatient);
  if (!recorded) co_return storage_failed(recorded.error());
  if (look->waits.count() > 0) {
    auto caught_up = [&](auto resume) { indexer_.catch_up(look->waits, [resume](bool there) { resume(Result<bool>(there)); }); };
    (void)co_await answered<bool>(std::move(caught_up));
  }
  const std::string alike = look->alike ? question_of(*look, visitor, admission.query) + std::to_string(changes_) : std::string();
  std::function<Result<Answer>(Lane&)> question = [&](Lane& lane) -> Result<Answer> {
    const auto began = AnswerCache::Clock::now();
    if (const Answer* answer = alike.empty() ? nullptr : lane.answers.find(alike, began)) return *answer;
    auto answer = look->show(*lane.store, visitor, asked.value());
    if (answer && !alike.empty()) lane.answers.keep(alike, answer.value(), began, AnswerCache::Clock::now());
    return answer;
  };
  co_return co_await ask_apart(look->takes_long ? reports_ : pages_, std::move(question));
}

Answer Desk::session_answer(const Visitor& visitor, const std::string& csrf) const {
  return answer_json({{"name", visitor.name},
                      {"role", to_string(visitor.role)},
                      {"teams", visitor.teams},
                      {"csrf", csrf},
                      {"idle_s", options_.sessions.idle_ms / 1000},
                      {"ends", visitor.created + options_.sessions.longest_ms}});
}

}  // namespace tirai::collector
