package com.dtstack.chunjun.source;

import org.apache.flink.core.io.InputSplit;

/** Stand-in. Carries a failure of split creation from the JobManager to the task, which throws it. */
public final class ErrorInputSplit implements InputSplit {
    private static final long serialVersionUID = 1L;
    public final String error;

    public ErrorInputSplit(Throwable cause) {
        this.error = cause.toString();
    }

    @Override
    public int getSplitNumber() {
        return 0;
    }
}
