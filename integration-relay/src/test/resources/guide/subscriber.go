package main

import (
    "encoding/json"
    "log"
    "github.com/nats-io/nats.go"
)

// UserEvent matches Auth Service minimal identity event payload
type UserEvent struct {
    // Minimal Identity Data
    ID       string `json:"id"`
    Email    string `json:"email"`
    Username string `json:"username"`
    Action   string `json:"action"`

    // Observability Metadata
    RequestID   string `json:"request_id"`
    Timestamp   string `json:"timestamp"`
    ServiceName string `json:"service_name"`
    Sequence    uint64 `json:"sequence,omitempty"`
}

func main() {
    // Connect to NATS
    nc, err := nats.Connect("nats://localhost:4222")
    if err != nil {
        log.Fatal(err)
    }
    defer nc.Close()

    // Create JetStream context
    js, err := nc.JetStream()
    if err != nil {
        log.Fatal(err)
    }

    // Subscribe to all user events
    _, err = js.Subscribe("user.events.*", func(msg *nats.Msg) {
        var event UserEvent
        if err := json.Unmarshal(msg.Data, &event); err != nil {
            log.Printf("Error unmarshaling: %v", err)
            return
        }

        // Process event based on action
        switch event.Action {
        case "created":
            handleUserCreated(event)
        case "updated":
            handleUserUpdated(event)
        case "deleted":
            handleUserDeleted(event)
        }

        // Acknowledge message
        msg.Ack()
    },
        nats.Durable("social-backend-consumer"), // Durable name
        nats.ManualAck(),                        // Manual ack
    )

    if err != nil {
        log.Fatal(err)
    }

    log.Println("✅ Subscribed to user.events.*")
    select {} // Keep running
}

func handleUserCreated(event UserEvent) {
    log.Printf("🆕 New user: %s (%s)", event.Username, event.Email)

    // TODO: save it in your database
    // db.CreateUserProfile(event)
}

func handleUserUpdated(event UserEvent) {
    log.Printf("♻️  Updated user: %s", event.Username)

    // TODO: Update user profile
    // db.UpdateUserProfile(event.ID, event)
}

func handleUserDeleted(event UserEvent) {
    log.Printf("🗑️  Deleted user: %s", event.Username)

    // TODO: Soft delete or archive
    // db.SoftDeleteUser(event.ID)
}
