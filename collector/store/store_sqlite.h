// The embedded store: one SQLite file, WAL, synchronous=FULL.
#pragma once

#include "store/export_lines.h"
#include "store/log_rows_sqlite.h"
#include "store/sqlite.h"
#include "store/store.h"

namespace tirai::collector {

class SqliteStore final : public Store {
 public:
  [[nodiscard]] static Result<std::unique_ptr<Store>> open(const std::string& path, OpenMode mode, LogSigner signer);

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
  void tidy() override;

 private:
  SqliteStore(std::unique_ptr<Database> database, LogTable log) : database_ptr_(std::move(database)), log_(std::move(log)) {}
  [[nodiscard]] Result<Done> prepare_statements();
  [[nodiscard]] Result<Done> run(Statement& statement);
  [[nodiscard]] Result<Done> commit();
  [[nodiscard]] Result<Done> commit_log();
  [[nodiscard]] Result<AppendAnswer> append_one(const SignedBatch& batch);
  [[nodiscard]] Result<Verdict> compare(const SignedBatch& batch, const ChainHead& stored);
  [[nodiscard]] Result<AppendAnswer> insert(const SignedBatch& batch);
  [[nodiscard]] int insert_rows(const SignedBatch& batch);
  [[nodiscard]] Result<std::uint64_t> log_index_of(const SignedBatch& batch);
  [[nodiscard]] Result<std::string> find_sealed(const std::string& chain_uid, std::int64_t sequence);
  [[nodiscard]] Result<Done> export_policies(ExportLines& lines);
  [[nodiscard]] Result<Done> export_chain(const std::string& chain_uid, const Sink& sink);
  [[nodiscard]] Result<Done> export_whole(const Sink& sink);

  std::unique_ptr<Database> database_ptr_;
  Database& database_ = *database_ptr_;
  LogTable log_;
  Statement find_device_, find_token_, add_device_, find_key_, bind_key_;
  Statement find_chain_, set_chain_, find_line_, add_batch_, add_event_, add_sealed_, find_sealed_, find_batch_, find_batch_at_, find_events_, find_log_line_;
  int wal_pages_ = 0;
};

}  // namespace tirai::collector
