#include "ingest/writer.h"

#include <chrono>

#include "base/metrics.h"

namespace tirai::collector {
namespace {
constexpr auto kProbeEvery = std::chrono::seconds(1);
constexpr auto kCompany = std::chrono::milliseconds(5);
}  // namespace

Writer::Writer(std::unique_ptr<Store> store, WriterLimits limits) : store_(std::move(store)), limits_(limits), thread_([this] { run(); }) {}

bool Writer::submit(SignedBatch batch, AppendDone done) {
  Job job;
  job.batch = std::move(batch);
  job.append_done = std::move(done);
  return push(std::move(job));
}

bool Writer::submit_patiently(SignedBatch batch, AppendDone done) {
  Job job;
  job.batch = std::move(batch);
  job.append_done = std::move(done);
  job.patient = true;
  return push(std::move(job));
}

bool Writer::submit(KeyBinding binding, BindDone done) {
  Job job;
  job.binding = std::move(binding);
  job.bind_done = std::move(done);
  return push(std::move(job));
}

bool Writer::submit(Work work) {
  Job job;
  job.work = std::move(work);
  return push(std::move(job));
}

bool Writer::push(Job job) {
  const std::lock_guard lock(mutex_);
  if (stopping_ || queue_.size() >= limits_.queued_jobs || queued_bytes_ + job.batch.body.size() > limits_.queued_bytes) return false;
  queued_bytes_ += job.batch.body.size();
  if (!job.patient) ++hasty_;
  queue_.push_back(std::move(job));
  wake_.notify_one();
  return true;
}

std::string Writer::failing() const {
  const std::lock_guard lock(mutex_);
  return failing_;
}

std::size_t Writer::queued() const {
  const std::lock_guard lock(mutex_);
  return queue_.size();
}

// INVARIANT: after true, push() takes nothing, so an empty group is the last one.
bool Writer::stopping() const {
  const std::lock_guard lock(mutex_);
  return stopping_ && queue_.empty();
}

void Writer::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    wake_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
}

// Waits for work. An empty group: time to probe a store that failed, or (when stopping) the end.
std::vector<Writer::Job> Writer::next_group() {
  std::unique_lock lock(mutex_);
  const auto ready = [this] { return stopping_ || !queue_.empty(); };
  if (failing_.empty())
    wake_.wait(lock, ready);
  else
    wake_.wait_for(lock, kProbeEvery, ready);
  if (!queue_.empty()) wake_.wait_for(lock, kCompany, [this] { return stopping_ || hasty_ > 0; });
  std::vector<Job> group;
  std::size_t bytes = 0;
  while (!queue_.empty() && group.size() < limits_.group_jobs && bytes < limits_.group_bytes) {
    bytes += queue_.front().batch.body.size();
    if (!queue_.front().patient) --hasty_;
    group.push_back(std::move(queue_.front()));
    queue_.pop_front();
  }
  queued_bytes_ -= bytes;
  return group;
}

void Writer::run() {
  for (;;) {
    std::vector<Job> group = next_group();
    if (!group.empty()) {
      write(group);
      store_->tidy();
    } else if (stopping()) {
      return;
    } else if (!failing().empty()) {
      const auto probed = store_->probe();
      note(probed ? std::string() : probed.error().message);
    }
  }
}

void Writer::write(std::vector<Job>& group) {
  for (Job& job : group) {
    if (job.work) job.work(*store_);
    if (!job.bind_done) continue;
    const auto bound = store_->bind_key(job.binding);
    note(bound ? std::string() : bound.error().message);
    job.bind_done(bound);
  }
  std::erase_if(group, [](const Job& job) { return job.work || job.bind_done; });
  if (!group.empty()) append(group);
}

void Writer::append(std::vector<Job>& group) {
  std::vector<const SignedBatch*> batches;
  batches.reserve(group.size());
  for (const Job& job : group) batches.push_back(&job.batch);
  const auto began = std::chrono::steady_clock::now();
  const auto answers = store_->append(batches);
  count_commit(answers.ok(), batches.size(), std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count());
  note(answers ? std::string() : answers.error().message);
  for (std::size_t i = 0; i < group.size(); ++i) {
    if (answers)
      group[i].append_done(answers.value()[i]);
    else
      group[i].append_done(answers.error());
  }
}

void Writer::note(const std::string& failure) {
  const std::lock_guard lock(mutex_);
  failing_ = failure;
}

}  // namespace tirai::collector
