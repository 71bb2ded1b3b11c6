#include "store/postgres.h"

#include <endian.h>
#include <poll.h>

#include <cstring>

namespace tirai::collector {
namespace {
using Clock = std::chrono::steady_clock;

// A COMMIT waits for the synchronous standby for as long as there is none. Whoever sent the batch is told 503 before it gives up itself; what
// became of the transaction is asked again with the next batch.
constexpr auto kPatience = std::chrono::seconds(10);
constexpr auto kRetryConnect = std::chrono::milliseconds(500);
constexpr int kOldestServer = 150000;

// synchronous_commit: whatever the database's default is. Timeouts: a collector that hangs, or whose machine is gone, frees the log for the others; a lock
// is given up before our own patience ends. No statement_timeout: it would end a wait for the standby with "committed".
// Every query of ours walks an index; a table that was never analysed must not be joined by reading it whole. None is worth compiling.
constexpr const char* kSession =
    "SET synchronous_commit = on; SET lock_timeout = '8s'; SET idle_in_transaction_session_timeout = '10s'; "
    "SET enable_hashjoin = off; SET enable_mergejoin = off; SET enable_seqscan = off; SET jit = off; SET client_min_messages = warning";

constexpr const char* kLazy = "SET synchronous_commit = off";

constexpr Oid kInt8 = 20, kText = 25, kBytea = 17, kInt8List = 1016, kTextList = 1009, kByteaList = 1001;

std::string big_endian(std::int64_t value) {
  const std::uint64_t wire = htobe64(static_cast<std::uint64_t>(value));
  return {reinterpret_cast<const char*>(&wire), sizeof wire};
}
void put_int4(std::string& out, std::uint32_t value) {
  const std::uint32_t wire = htobe32(value);
  out.append(reinterpret_cast<const char*>(&wire), sizeof wire);
}

// An array on the wire: dimensions, "has NULLs", element type, length, lower bound; then each element behind its length (-1: NULL).
std::string list_head(Oid element, std::size_t count) {
  std::string out;
  for (const std::uint32_t word : {1U, 1U, static_cast<std::uint32_t>(element), static_cast<std::uint32_t>(count), 1U}) put_int4(out, word);
  return out;
}
std::string list_of(Oid element, std::span<const std::string_view> values, bool empty_is_null) {
  std::string out = list_head(element, values.size());
  std::size_t bytes = out.size();
  for (const std::string_view value : values) bytes += 4 + value.size();
  out.reserve(bytes);
  for (const std::string_view value : values) {
    const bool null = empty_is_null && value.empty();
    put_int4(out, null ? 0xFFFFFFFFU : static_cast<std::uint32_t>(value.size()));
    if (!null) out.append(value);
  }
  return out;
}

// libpq's messages have lines; ours have one.
std::string one_line(const char* message) {
  std::string text(message == nullptr ? "" : message);
  text.erase(text.find_last_not_of(" \r\n") + 1);
  for (char& c : text) {
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  }
  return text;
}

struct Options {
  explicit Options(const std::string& uri, char** why = nullptr) : all(PQconninfoParse(uri.c_str(), why)) {}
  ~Options() { PQconninfoFree(all); }
  [[nodiscard]] std::string value(std::string_view keyword) const {
    for (const PQconninfoOption* one = all; one != nullptr && one->keyword != nullptr; ++one) {
      if (one->keyword == keyword && one->val != nullptr) return one->val;
    }
    return {};
  }
  PQconninfoOption* all;
};
}  // namespace

std::string_view Rows::text(int row, int column) const {
  return {PQgetvalue(result_.get(), row, column), static_cast<std::size_t>(PQgetlength(result_.get(), row, column))};
}

std::int64_t Rows::integer(int row, int column) const {
  const std::string_view wire = text(row, column);
  std::uint64_t value = 0;
  if (wire.size() != sizeof value) return 0;
  std::memcpy(&value, wire.data(), sizeof value);
  return static_cast<std::int64_t>(be64toh(value));
}

std::int64_t Rows::changed() const { return std::atoll(PQcmdTuples(result_.get())); }

Parameters& Parameters::add(Oid type, std::string value) {
  types_.push_back(type);
  values_.push_back(std::move(value));
  return *this;
}
Parameters& Parameters::text(std::string_view value) { return add(kText, std::string(value)); }
Parameters& Parameters::bytes(std::string_view value) { return add(kBytea, std::string(value)); }
Parameters& Parameters::integer(std::int64_t value) { return add(kInt8, big_endian(value)); }
Parameters& Parameters::texts(std::span<const std::string_view> values) { return add(kTextList, list_of(kText, values, false)); }
Parameters& Parameters::texts_or_null(std::span<const std::string_view> values) { return add(kTextList, list_of(kText, values, true)); }
Parameters& Parameters::bytes_list(std::span<const std::string_view> values) { return add(kByteaList, list_of(kBytea, values, false)); }
Parameters& Parameters::integers(std::span<const std::int64_t> values) {
  std::string out = list_head(kInt8, values.size());
  for (const std::int64_t value : values) {
    put_int4(out, sizeof value);
    out += big_endian(value);
  }
  return add(kInt8List, std::move(out));
}

bool is_postgres(std::string_view db) { return db.starts_with("postgresql://") || db.starts_with("postgres://"); }

Result<Done> check_store_address(const std::string& db) {
  if (!is_postgres(db)) return Done{};
  char* why = nullptr;
  const Options options(db, &why);
  const std::string reason = one_line(why);
  PQfreemem(why);
  // libpq's reason names the part that is wrong, and may hold it: what was meant as a password is not to be repeated.
  if (options.all == nullptr) return Error{ErrorCode::kBadValue, "not a connection URI that libpq can read; expected postgresql://[user@][host][:port][/database][?…]", "--db"};
  if (!options.value("password").empty() || !options.value("sslpassword").empty())
    return Error{ErrorCode::kBadValue, "a password stands in the address; expected it in a file (passfile=…, PGPASSFILE) or in PGPASSWORD", "--db"};
  return Done{};
}

Postgres::Postgres(std::string uri) : uri_(std::move(uri)) {
  const Options options(uri_);
  place_ = "postgresql " + options.value("host") + "/" + options.value("dbname");
}

Error Postgres::failure(const char* state, const std::string& what) const {
  const std::string code = state == nullptr ? "" : state;
  // The message of a value that does not fit may quote it.
  const bool of_values = code.starts_with("22") || code.starts_with("23");
  return {of_values ? ErrorCode::kBadValue : ErrorCode::kInternal, "storage: " + (of_values ? "the values do not fit the tables" : what) + (code.empty() ? "" : " (SQLSTATE " + code + ")"), place_};
}

// The connection is given up without a word to the server: asking it to cancel could turn a wait for the standby into "committed".
Error Postgres::lost(const std::string& what) {
  connection_.reset();
  prepared_.clear();
  return {ErrorCode::kInternal, "storage: " + what, place_};
}

Result<Done> Postgres::connect() {
  if (connection_ && PQstatus(connection_.get()) == CONNECTION_OK) return Done{};
  connection_.reset();
  prepared_.clear();
  if (Clock::now() < next_try_) return lost("no connection; the last try was just now");
  next_try_ = Clock::now() + kRetryConnect;
  // What the URI says itself goes before these. Of several hosts the one that can be written: after a failover the promoted standby.
  const char* keywords[] = {"connect_timeout", "target_session_attrs", "application_name", "tcp_user_timeout", "keepalives_idle", "dbname", nullptr};
  const char* values[] = {"5", "read-write", "tirai-collector", "10000", "10", uri_.c_str(), nullptr};
  connection_.reset(PQconnectdbParams(keywords, values, 1));
  if (PQstatus(connection_.get()) != CONNECTION_OK) return lost(one_line(PQerrorMessage(connection_.get())));
  PQsetnonblocking(connection_.get(), 1);
  PQsetNoticeReceiver(connection_.get(), [](void* warned, const PGresult*) { *static_cast<bool*>(warned) = true; }, &warned_);
  return prepare_session();
}

Result<Done> Postgres::prepare_session() {
  if (PQserverVersion(connection_.get()) < kOldestServer) return lost("the server is older than PostgreSQL 15");
  const char* encoding = PQparameterStatus(connection_.get(), "server_encoding");
  if (encoding == nullptr || std::string_view(encoding) != "UTF8") return lost("the database's encoding is not UTF8");
  if (const auto set = exec(kSession); !set) return set.error();
  if (lazy_) {
    if (const auto set = exec(kLazy); !set) return set.error();
  }
  const auto fsync = run("SELECT current_setting('fsync')");
  if (!fsync) return fsync.error();
  if (fsync.value().text(0, 0) != "on") return lost("the server runs with fsync off; what it acknowledges is not on the disk");
  next_try_ = {};
  return Done{};
}

// Until the server has taken all and answered.
Result<Done> Postgres::wait() {
  const auto end = Clock::now() + kPatience;
  for (;;) {
    const int unsent = PQflush(connection_.get());
    if (unsent < 0) return lost(one_line(PQerrorMessage(connection_.get())));
    if (unsent == 0 && PQisBusy(connection_.get()) == 0) return Done{};
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
    pollfd socket{PQsocket(connection_.get()), static_cast<short>(POLLIN | (unsent ? POLLOUT : 0)), 0};
    if (left <= 0 || ::poll(&socket, 1, static_cast<int>(left)) == 0) return lost("the server does not answer; is its synchronous standby there?");
    if ((socket.revents & (POLLIN | POLLERR | POLLHUP)) != 0 && PQconsumeInput(connection_.get()) == 0) return lost(one_line(PQerrorMessage(connection_.get())));
  }
}

// The last result counts, and the first error of all.
Result<Rows> Postgres::take_answer() {
  Rows last(nullptr);
  std::optional<Error> error;
  for (;;) {
    if (const auto there = wait(); !there) return there.error();
    PGresult* result = PQgetResult(connection_.get());
    if (result == nullptr) break;
    const ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && !error)
      error = failure(PQresultErrorField(result, PG_DIAG_SQLSTATE), one_line(PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY)));
    last = Rows(result);
  }
  if (PQstatus(connection_.get()) != CONNECTION_OK) return lost(error ? error->message.substr(std::strlen("storage: ")) : "the connection broke");
  if (error) return *error;
  return last;
}

Result<Rows> Postgres::send(const std::string& sql) {
  if (!connection_) return lost("no connection");
  if (PQsendQuery(connection_.get(), sql.c_str()) != 1) return lost(one_line(PQerrorMessage(connection_.get())));
  return take_answer();
}

Result<Done> Postgres::exec(const std::string& sql) {
  const auto answer = send(sql);
  if (!answer) return answer.error();
  return Done{};
}

// A statement's text is a constant of ours, so its address names it.
Result<std::string> Postgres::prepare(const char* sql, const Parameters& parameters) {
  if (const auto found = prepared_.find(sql); found != prepared_.end()) return found->second;
  const std::string name = "s" + std::to_string(prepared_.size());
  if (PQsendPrepare(connection_.get(), name.c_str(), sql, static_cast<int>(parameters.types_.size()), parameters.types_.data()) != 1)
    return lost(one_line(PQerrorMessage(connection_.get())));
  if (const auto answer = take_answer(); !answer) return answer.error();
  prepared_.emplace(sql, name);
  return name;
}

Result<Rows> Postgres::run(const char* sql, const Parameters& parameters) {
  if (!connection_) return lost("no connection");
  const auto name = prepare(sql, parameters);
  if (!name) return name.error();
  std::vector<const char*> values;
  std::vector<int> lengths, formats(parameters.values_.size(), 1);
  for (const std::string& value : parameters.values_) values.push_back(value.data()), lengths.push_back(static_cast<int>(value.size()));
  if (PQsendQueryPrepared(connection_.get(), name.value().c_str(), static_cast<int>(values.size()), values.data(), lengths.data(), formats.data(), 1) != 1)
    return lost(one_line(PQerrorMessage(connection_.get())));
  return take_answer();
}

Result<Rows> Postgres::read(const char* sql, const Parameters& parameters) {
  if (in_transaction_) return run(sql, parameters);
  const bool had = connection_ != nullptr;
  if (const auto there = connect(); !there) return there.error();
  auto rows = run(sql, parameters);
  if (rows || connection_ || !had) return rows;
  if (const auto there = connect(); !there) return there.error();
  return run(sql, parameters);
}

Result<Done> Postgres::begin(const char* how) {
  const bool had = connection_ != nullptr;
  if (const auto there = connect(); !there) return there.error();
  auto begun = exec(how);
  if (!begun && !connection_ && had) {  // it broke while nobody looked
    if (const auto there = connect(); !there) return there.error();
    begun = exec(how);
  }
  in_transaction_ = begun.ok();
  return begun;
}

Result<Done> Postgres::commit() {
  warned_ = false;
  const auto done = send("COMMIT");
  if (!done) return done.error();
  in_transaction_ = false;
  if (done.value().command() != "COMMIT") return failure(nullptr, "the transaction had failed; the server rolled it back");
  if (warned_) return lost("the server committed with a warning; what it wrote may not be on the standby");
  return Done{};
}

Result<Done> Postgres::commit_lazily() {
  lazy_ = true;
  return connection_ ? exec(kLazy) : Result<Done>(Done{});
}

void Postgres::roll_back() {
  if (in_transaction_ && connection_) (void)exec("ROLLBACK");
  in_transaction_ = false;
}

}  // namespace tirai::collector
