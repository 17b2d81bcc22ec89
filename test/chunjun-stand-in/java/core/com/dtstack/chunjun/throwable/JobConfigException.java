package com.dtstack.chunjun.throwable;

/** Stand-in. A block of the job document that another block needs is missing. */
public class JobConfigException extends RuntimeException {
    public JobConfigException(String connector, String item, String reason) {
        super("Job connector: [" + connector + "] configItem: [" + item + "], " + reason);
    }
}
