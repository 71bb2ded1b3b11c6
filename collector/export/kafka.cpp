// Kafka by librdkafka, met here alone. Idempotent and acknowledged by all in-sync replicas; send() waits for the broker's word on every message.
#include <librdkafka/rdkafka.h>

#include "export/exporter.h"

namespace tirai::collector {
namespace {
constexpr int kMostMs = 30'000;

struct Conf {
  rd_kafka_conf_t* conf = rd_kafka_conf_new();
  ~Conf() {
    if (conf != nullptr) rd_kafka_conf_destroy(conf);
  }
};

struct Reports {
  std::size_t kept = 0;
  std::string why;
};
void on_report(rd_kafka_t*, const rd_kafka_message_t* message, void*) {
  auto* reports = static_cast<Reports*>(message->_private);
  if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) ++reports->kept;
  else reports->why = rd_kafka_err2str(message->err);
}

class KafkaSender : public Sender {
 public:
  KafkaSender(rd_kafka_t* producer, std::string topic) : producer_(producer), topic_(std::move(topic)) {}
  ~KafkaSender() override {
    rd_kafka_purge(producer_, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
    rd_kafka_flush(producer_, 1000);
    rd_kafka_destroy(producer_);
  }

  // The key is the event's own id: the same event, sent again, comes to the same partition.
  Result<Taken> send(const std::vector<Outgoing>& events) override {
    Reports reports;
    for (const Outgoing& event : events) {
      const auto queued = rd_kafka_producev(producer_, RD_KAFKA_V_TOPIC(topic_.c_str()), RD_KAFKA_V_KEY(event.uid.data(), event.uid.size()), RD_KAFKA_V_VALUE(const_cast<char*>(event.line.data()), event.line.size()),
                                            RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY), RD_KAFKA_V_TIMESTAMP(event.time_ms), RD_KAFKA_V_OPAQUE(&reports), RD_KAFKA_V_END);
      if (queued != RD_KAFKA_RESP_ERR_NO_ERROR) reports.why = rd_kafka_err2str(queued);
    }
    // message.timeout.ms ends every message before this does: no report comes after `reports` is gone.
    rd_kafka_flush(producer_, kMostMs + 5000);
    if (rd_kafka_outq_len(producer_) > 0) {
      rd_kafka_purge(producer_, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
      rd_kafka_flush(producer_, 5000);
    }
    if (reports.kept == events.size()) return Taken{};
    return Error{ErrorCode::kInternal, "kafka: " + (reports.why.empty() ? std::string("no answer in time") : reports.why), topic_};
  }

 private:
  rd_kafka_t* const producer_;
  const std::string topic_;
};
}  // namespace

Result<std::unique_ptr<Sender>> make_kafka_sender(const ExporterConfig& config) {
  Conf made;
  char why[512] = "";
  std::map<std::string, std::string> all = {{"bootstrap.servers", config.brokers}, {"acks", "all"}, {"enable.idempotence", "true"}, {"message.timeout.ms", std::to_string(kMostMs)}, {"client.id", "tirai-collector"}, {"log_level", "0"}};
  for (const auto& [key, value] : config.properties) all[key] = value;
  for (const auto& [key, value] : all) {
    if (rd_kafka_conf_set(made.conf, key.c_str(), value.c_str(), why, sizeof why) != RD_KAFKA_CONF_OK) return Error{ErrorCode::kBadValue, "kafka: a property librdkafka does not take", "exporters/" + config.name + "/properties/" + key};
  }
  rd_kafka_conf_set_dr_msg_cb(made.conf, on_report);
  rd_kafka_t* producer = rd_kafka_new(RD_KAFKA_PRODUCER, made.conf, why, sizeof why);
  if (producer == nullptr) return Error{ErrorCode::kBadValue, std::string("kafka: ") + why, "exporters/" + config.name};
  made.conf = nullptr;  // the producer's now
  return std::unique_ptr<Sender>(std::make_unique<KafkaSender>(producer, config.topic));
}

}  // namespace tirai::collector
