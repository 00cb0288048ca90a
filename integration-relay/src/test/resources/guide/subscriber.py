import asyncio
import json
from nats.aio.client import Client as NATS
from nats.js import JetStreamContext

async def message_handler(msg):
    """Handle incoming user events"""
    try:
        # Parse event
        event = json.loads(msg.data.decode())

        action = event.get('action')
        username = event.get('username')

        print(f"📨 Received: {action} - {username}")

        # Process based on action
        if action == 'created':
            await handle_user_created(event)
        elif action == 'updated':
            await handle_user_updated(event)
        elif action == 'deleted':
            await handle_user_deleted(event)

        # Acknowledge
        await msg.ack()

    except Exception as e:
        print(f"Error processing message: {e}")
        await msg.nak()  # Negative ack (retry)

async def handle_user_created(event):
    print(f"🆕 Creating user: {event['username']}")
    # TODO: Insert into database
    # db.users.insert_one(event)

async def handle_user_updated(event):
    print(f"♻️  Updating user: {event['username']}")
    # TODO: Update database
    # db.users.update_one({'id': event['id']}, {'$set': event})

async def handle_user_deleted(event):
    print(f"🗑️  Deleting user: {event['username']}")
    # TODO: Soft delete
    # db.users.update_one({'id': event['id']}, {'$set': {'deletedAt': datetime.now()}})

async def main():
    # Connect to NATS
    nc = NATS()
    await nc.connect(servers=["nats://localhost:4222"])

    print("✅ Connected to NATS")

    # Create JetStream context
    js: JetStreamContext = nc.jetstream()

    # Subscribe to user events
    await js.subscribe(
        subject="user.events.*",
        cb=message_handler,
        durable="social-backend-consumer",
        manual_ack=True
    )

    print("👂 Listening for user events...")

    # Keep running
    while True:
        await asyncio.sleep(1)

if __name__ == '__main__':
    asyncio.run(main())
