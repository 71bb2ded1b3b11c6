// The shared store: PostgreSQL 15, one log for as many collectors as there are.
#pragma once

#include <map>
#include <set>

#include "store/export_lines.h"
#include "store/log_table.h"
#include "store/postgres.h"
#include "store/store.h"

namespace tirai::collector {

class PostgresStore final : public Store {
 public:
  [[nodiscard]] static Result<std::unique_ptr<Store>> open(const std::string& uri, OpenMode mode, LogSigner signer);

  Result<std::optional<Device>> find_device(std::string_view token_hash) override;
  Result<Done> add_device(const NewDevice& device) override;
  Result<std::optional<Scope>> find_token(std::string_view token_hash) override;
  Result<Done> add_token(const NewToken& token) override;
  Result<Done> revoke(std::string_view id, std::int64_t now_ms) override;
  Result<std::vector<Credential>> credentials() override;
  Result<bool> bind_key(const KeyBinding& binding) override;
  Result<std::vector<AppendAnswer>> append(std::span<const SignedBatch* const> batches) override;
  Result<Done> keep_policy(const PolicyRow& policy) override;
  Result<LogHead> log_head() override { return log_.head(); }
  Result<std::vector<Cosigned>> cosigned() override;
  Result<Done> set_cosigned(const Cosigned& cosigned) override;
  Result<Done> sign_log() override;
  Result<std::string> tile(unsigned level, std::uint64_t index) override { return log_.tile(level, index); }
  Result<std::vector<std::string>> entries(std::uint64_t begin, std::uint64_t end) override;
  Result<std::optional<std::uint64_t>> find_entry(std::string_view chain_uid, std::uint64_t sequence) override;
  Result<Done> export_log(const std::optional<std::string>& chain_uid, const Sink& sink) override;
  Result<SqlRows> read(const SqlStatement& sql) override;
  Result<std::vector<std::int64_t>> write(std::span<const SqlStatement> all) override;
  std::string json_text(std::string_view column, std::string_view object, std::string_view key) const override;
  Result<Done> probe() override;
  Result<Done> commit_lazily() override;
  void tidy() override {}  // autovacuum's work

 private:
  struct Chain {
    std::string device_id;
    ChainHead head;
  };
  struct Placed {
    const SignedBatch* batch;
    std::uint64_t log_index;
  };
  /// A transaction's group as it is judged: chains as they are after the batches before, and what is to be written.
  struct Group {
    std::map<std::string, Chain, std::less<>> chains;
    std::vector<Placed> placed;
    std::uint64_t log_size = 0;
  };

  PostgresStore(std::unique_ptr<Postgres> postgres, LogSigner signer);
  [[nodiscard]] Result<Done> write(const char* sql, const Parameters& parameters);
  [[nodiscard]] Result<Done> commit_log();
  [[nodiscard]] Result<Done> make_partitions(std::span<const SignedBatch* const> batches);
  [[nodiscard]] Result<std::vector<AppendAnswer>> append_and_commit(std::span<const SignedBatch* const> batches);
  [[nodiscard]] Result<std::vector<AppendAnswer>> append_each(std::span<const SignedBatch* const> batches);
  [[nodiscard]] Result<std::vector<AppendAnswer>> append_group(std::span<const SignedBatch* const> batches);
  [[nodiscard]] Result<Done> read_chains(std::span<const SignedBatch* const> batches, Group& group);
  [[nodiscard]] Result<AppendAnswer> judge_one(const SignedBatch& batch, Group& group);
  [[nodiscard]] Result<AppendAnswer> judge_known(const SignedBatch& batch, const Group& group, AppendAnswer answer);
  [[nodiscard]] Result<Done> insert_batches(const Group& group);
  [[nodiscard]] Result<Done> insert_events(const Group& group);
  [[nodiscard]] Result<Done> insert_sealed(const Group& group);
  [[nodiscard]] Result<Done> set_chains(const Group& group);
  [[nodiscard]] Result<std::string> find_sealed(const std::string& chain_uid, std::int64_t sequence);
  [[nodiscard]] Result<Done> export_policies(ExportLines& lines);
  [[nodiscard]] Result<Done> export_chain(const std::string& chain_uid, const Sink& sink);
  [[nodiscard]] Result<Done> export_whole(const Sink& sink);

  std::unique_ptr<Postgres> postgres_ptr_;
  Postgres& postgres_;
  LogTable log_;
  std::set<std::string> texts_;    ///< of read() and write(): a prepared statement is known by the address of its text
  std::set<std::int64_t> months_;  ///< partitions that are known to be there, by their first millisecond
};

/// Makes the tables where there are none. Fails on a newer version's.
[[nodiscard]] Result<Done> settle_postgres_schema(Postgres& postgres, OpenMode mode);
/// The log's tables there; `postgres` outlives it.
[[nodiscard]] std::unique_ptr<LogRows> postgres_log_rows(Postgres& postgres);

/// [first, end) in milliseconds since 1970, of the month (UTC) that holds `at`; and its partition's name, as events_2026_11.
struct Month {
  std::int64_t first = 0, end = 0;
  std::string partition;
};
[[nodiscard]] Month month_of(std::int64_t at_ms);

}  // namespace tirai::collector
