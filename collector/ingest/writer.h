// The one thread that writes. Requests queue here; what has queued while a commit was running goes into the next one together.
//
//   io threads ──submit──▶ queue (bounded) ──group──▶ Store::append, one transaction ──done──▶ back to each request
//
// INVARIANT: `done` says kStored only after the commit returned, and every job that was accepted gets exactly one `done`.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "store/store.h"

namespace tirai::collector {

struct WriterLimits {
  std::size_t queued_jobs = 512;
  std::size_t queued_bytes = 64 << 20;
  std::size_t group_jobs = 64;
  std::size_t group_bytes = 4 << 20;
};

class Writer {
 public:
  using AppendDone = std::function<void(Result<AppendAnswer>)>;
  using Work = std::function<void(Store&)>;  ///< answers by itself
  using BindDone = std::function<void(Result<bool>)>;

  Writer(std::unique_ptr<Store> store, WriterLimits limits);
  ~Writer() { stop(); }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  /// False: the queue is full, or the writer stops; `done` will not be called. Else `done` is called once, on the writer's thread.
  [[nodiscard]] bool submit(SignedBatch batch, AppendDone done);
  /// The same of what is in no haste: it waits for some milliseconds for company, so that its commit is not one of its own between two of those who send.
  [[nodiscard]] bool submit_patiently(SignedBatch batch, AppendDone done);
  [[nodiscard]] bool submit(KeyBinding binding, BindDone done);
  /// Done before the batches that queue behind it.
  [[nodiscard]] bool submit(Work work);

  /// Why the last write failed; empty while all is well. Probes the store by itself until it can be written again.
  [[nodiscard]] std::string failing() const;
  [[nodiscard]] std::size_t queued() const;
  /// Takes no more; writes and answers what was accepted.
  void stop();

 private:
  struct Job {
    SignedBatch batch;
    AppendDone append_done;
    KeyBinding binding;
    BindDone bind_done;  ///< set: the job is a binding
    Work work;           ///< set: the job is this
    bool patient = false;
  };

  [[nodiscard]] bool push(Job job);
  [[nodiscard]] std::vector<Job> next_group();
  [[nodiscard]] bool stopping() const;
  void run();
  void write(std::vector<Job>& group);
  void append(std::vector<Job>& group);
  void note(const std::string& failure);

  const std::unique_ptr<Store> store_;
  const WriterLimits limits_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> queue_;
  std::size_t queued_bytes_ = 0, hasty_ = 0;  ///< of the queue; how many of it are not patient
  bool stopping_ = false;
  std::string failing_;
  std::thread thread_;  ///< last: it uses all above
};

}  // namespace tirai::collector
