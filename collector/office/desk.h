// The dashboard's door: who comes in, how often they may try, and what proves on each request that they are the same.
//
//   POST /v1/login ─▶ how often? ─▶ Argon2id, always ─▶ code, once ─▶ event on the disk ─▶ session: cookie __Host-tirai, its hash in the store
//
// A cookie is no bearer token: every request that changes something also names the session's CSRF token in a header, and none is answered that a
// browser says comes from another site. The same answer, after the same work, for an unknown name, a wrong password, a used code.
#pragma once

#include <boost/asio/thread_pool.hpp>

#include "http/routes.h"
#include "ingest/check.h"
#include "ingest/later_writes.h"
#include "log/own_log.h"
#include "office/answer_cache.h"
#include "office/indexer.h"
#include "webauthn/ceremonies.h"

namespace tirai::collector {

struct DeskOptions {
  SessionLimits sessions;
  double sign_ins_per_minute = 60;  ///< of one address; two minutes' at once
};

class Desk {
 public:
  struct Stores {
    std::unique_ptr<Store> sessions;  ///< knows who is there
    std::unique_ptr<Store> pages;     ///< answers whoever looks
    std::unique_ptr<Store> reports;   ///< and whoever asks for what takes long
  };
  Desk(Stores stores, Writer& writer, OwnLog& own_log, Indexer& indexer, const Ceremonies& ceremonies, DeskOptions options);

  /// By the head alone.
  [[nodiscard]] std::variant<Admission, Answer> admit(Route route, const Question& question);
  [[nodiscard]] boost::asio::awaitable<Answer> answer(const Admission& admission, std::string body);

 private:
  // One thread and one connection of its own: neither those who send events nor those who ask for something else wait for it.
  struct Lane {
    explicit Lane(std::unique_ptr<Store> opened) : store(std::move(opened)) {}
    const std::unique_ptr<Store> store;
    std::atomic<unsigned> waiting = 0;
    AnswerCache answers;  ///< of its thread
    boost::asio::thread_pool thread{1};
  };
  [[nodiscard]] std::variant<Admission, Answer> admit_visitor(Route route, const Question& question);
  [[nodiscard]] boost::asio::awaitable<Answer> login(const Admission& admission, std::string body);
  [[nodiscard]] boost::asio::awaitable<std::optional<Result<bool>>> password_fits(std::string password, std::string hash);
  [[nodiscard]] boost::asio::awaitable<Answer> login_by_key(const std::optional<Account>& account, bool right, const LoginRequest& asked, const Admission& admission);
  [[nodiscard]] boost::asio::awaitable<Answer> let_in(const Account& account, std::string_view factor, const Admission& admission);
  [[nodiscard]] boost::asio::awaitable<Answer> refuse_login(const std::optional<Account>& account, std::string_view factor, std::string_view why);
  [[nodiscard]] boost::asio::awaitable<Answer> logout(const Visitor& visitor);
  [[nodiscard]] boost::asio::awaitable<Answer> look(const Admission& admission);
  // desk_keys.cpp
  [[nodiscard]] boost::asio::awaitable<Answer> begin_login();
  [[nodiscard]] boost::asio::awaitable<std::optional<Result<Ceremonies::Verdict>>> key_fits(std::string ticket, std::string credential, std::string account_id);
  [[nodiscard]] boost::asio::awaitable<Answer> change_key(const Visitor& visitor, std::string_view what, const std::string& body);
  [[nodiscard]] boost::asio::awaitable<Answer> begin_key(const Visitor& visitor);
  [[nodiscard]] boost::asio::awaitable<Answer> add_key(const Visitor& visitor, const std::string& body);
  [[nodiscard]] boost::asio::awaitable<Answer> remove_key(const Visitor& visitor, const std::string& body);
  // desk_changes.cpp
  [[nodiscard]] boost::asio::awaitable<Answer> change(const Admission& admission, std::string body);
  [[nodiscard]] boost::asio::awaitable<Answer> decide(const Visitor& visitor, const std::string& body);
  [[nodiscard]] boost::asio::awaitable<Answer> restrict_subject(const Visitor& visitor, const std::string& body);
  [[nodiscard]] boost::asio::awaitable<Answer> open_subject_request(const Visitor& visitor, const std::string& body);
  [[nodiscard]] boost::asio::awaitable<Answer> answer_subject_request(const Visitor& visitor, const std::string& body);
  [[nodiscard]] boost::asio::awaitable<Answer> find_customer(const Visitor& visitor, const std::string& body);
  [[nodiscard]] boost::asio::awaitable<Answer> import_consents(const Visitor& visitor, const std::string& body);
  [[nodiscard]] boost::asio::awaitable<Answer> import_helpdesk_agents(const Visitor& visitor, const std::string& body);
  [[nodiscard]] boost::asio::awaitable<Answer> erase_subject(const Visitor& visitor, const std::string& body);
  [[nodiscard]] boost::asio::awaitable<Answer> change_factor(const Visitor& visitor, const std::string& body);
  [[nodiscard]] boost::asio::awaitable<Answer> ask_apart(Lane& lane, std::function<Result<Answer>(Lane&)> question);
  void note_seen(const Visitor& visitor);
  [[nodiscard]] Answer session_answer(const Visitor& visitor, const std::string& csrf) const;

  std::mutex reader_mutex_;
  std::unique_ptr<Store> reader_;
  Writer& writer_;
  OwnLog& own_log_;
  Indexer& indexer_;
  const Ceremonies& ceremonies_;
  const DeskOptions options_;
  LaterWrites seen_;  ///< sessions
  const std::string nobodys_hash_;  ///< what an unknown name is checked against
  RateLimit by_name_, by_address_;
  std::atomic<unsigned> hashing_ = 0;
  std::atomic<std::uint64_t> changes_ = 0;  ///< made at the dashboard: who made one sees it
  Lane pages_, reports_;
  boost::asio::thread_pool hashers_{1};  ///< 64 MiB each: one at a time
};

}  // namespace tirai::collector
