// The embedded store: one SQLite file, WAL, synchronous=FULL.
#pragma once

#include "sqlite.h"
#include "store.h"

namespace tirai::collector {

class SqliteStore final : public Store {
 public:
  [[nodiscard]] static Result<std::unique_ptr<Store>> open(const std::string& path, OpenMode mode);

  Result<std::optional<Device>> find_device(std::string_view token_hash) override;
  Result<Done> add_device(const NewDevice& device) override;
  Result<bool> bind_key(const KeyBinding& binding) override;
  Result<std::vector<AppendAnswer>> append(std::span<const SignedBatch* const> batches) override;
  Result<Done> export_log(const std::optional<std::string>& chain_uid, const Sink& sink) override;
  Result<Done> probe() override;
  void tidy() override;

 private:
  explicit SqliteStore(Database database) : database_(std::move(database)) {}
  [[nodiscard]] Result<Done> prepare_statements();
  [[nodiscard]] Result<Done> run(Statement& statement);
  [[nodiscard]] Result<Done> commit();
  [[nodiscard]] Result<AppendAnswer> append_one(const SignedBatch& batch);
  [[nodiscard]] Result<Verdict> compare(const SignedBatch& batch, const ChainHead& stored);
  [[nodiscard]] Result<AppendAnswer> insert(const SignedBatch& batch);
  [[nodiscard]] int insert_rows(const SignedBatch& batch);
  [[nodiscard]] Result<Done> export_devices(std::string_view chain_uid, const Sink& sink);
  [[nodiscard]] Result<Done> export_batches(std::string_view chain_uid, const Sink& sink);

  Database database_;
  Statement find_device_, add_device_, find_key_, bind_key_;
  Statement find_chain_, set_chain_, find_line_, add_batch_, add_event_;
  int wal_pages_ = 0;
};

}  // namespace tirai::collector
