package dev.annals.foundation.store;

import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;

/** A unit of work that joined a transaction and failed takes the transaction with it, also when somebody catches it. */
final class JoiningTransactionManager extends SpringTransactionManager {

    JoiningTransactionManager(PlatformTransactionManager transactions) {
        super(transactions);
    }

    @Override
    protected void rollbackTransaction(TransactionStatus status) {
        if (status.isNewTransaction()) super.rollbackTransaction(status);
        else if (!status.isCompleted()) status.setRollbackOnly();
    }
}
