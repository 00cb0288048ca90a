const { connect, StringCodec } = require('nats');

// UserEvent interface (TypeScript) - Minimal Identity Event
interface UserEvent {
    // Minimal Identity Data
    id: string;
    email: string;
    username: string;
    action: 'created' | 'updated' | 'deleted';

    // Observability Metadata
    request_id: string;
    timestamp: string;
    service_name: string;
    sequence?: number;
}

async function main() {
    // Connect to NATS
    const nc = await connect({
        servers: 'nats://localhost:4222'
    });

    console.log('✅ Connected to NATS');

    // Create JetStream client
    const js = nc.jetstream();
    const sc = StringCodec();

    // Subscribe to user events
    const consumer = await js.consumers.get('USER_EVENTS', 'social-backend-consumer');

    const messages = await consumer.consume();

    for await (const msg of messages) {
        try {
            const event: UserEvent = JSON.parse(sc.decode(msg.data));

            console.log(`📨 Received: ${event.action} - ${event.username}`);

            // Process based on action
            switch (event.action) {
                case 'created':
                    await handleUserCreated(event);
                    break;
                case 'updated':
                    await handleUserUpdated(event);
                    break;
                case 'deleted':
                    await handleUserDeleted(event);
                    break;
            }

            // Acknowledge
            msg.ack();
        } catch (error) {
            console.error('Error processing message:', error);
            msg.nak(); // Negative ack (retry)
        }
    }
}

async function handleUserCreated(event: UserEvent) {
    console.log(`🆕 Creating user profile: ${event.username}`);
    // TODO: Insert into your database
    // await db.users.create({ ... });
}

async function handleUserUpdated(event: UserEvent) {
    console.log(`♻️  Updating user profile: ${event.username}`);
    // TODO: Update in database
    // await db.users.update({ id: event.id }, { ... });
}

async function handleUserDeleted(event: UserEvent) {
    console.log(`🗑️  Deleting user: ${event.username}`);
    // TODO: Soft delete
    // await db.users.update({ id: event.id }, { deletedAt: new Date() });
}

main().catch(console.error);
